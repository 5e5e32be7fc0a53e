package dev.fuota.cli.boot;

import dev.fuota.boot.JournalView;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageTrailer;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verdict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a partition holds.
 *
 * @param size octets
 * @param facts what is known of it, by a name for machines; for people the same in this order
 */
record PartitionView(String name, int size, Map<String, Object> facts) {
  private static final int FIELD = 8;

  static PartitionView of(String name, Flash partition, TrustedKeys keys) {
    Map<String, Object> facts = new LinkedHashMap<>();
    byte[] content = content(partition, facts);
    switch (name) {
      case "journal" -> journal(partition, facts);
      case "primary", "secondary" -> slot(content, keys, facts);
      default -> facts.put("blank", isBlank(content, partition));
    }
    return new PartitionView(name, partition.geometry().size(), facts);
  }

  private static byte[] content(Flash partition, Map<String, Object> facts) {
    byte[] content = new byte[partition.geometry().size()];
    try {
      partition.read(0, ByteBuffer.wrap(content));
    } catch (FlashFault fault) {
      facts.put("unreadable", String.valueOf(fault.getMessage()));
    }
    return content;
  }

  private static boolean isBlank(byte[] content, Flash partition) {
    for (byte octet : content) {
      if (octet != (byte) partition.geometry().erasedValue()) {
        return false;
      }
    }
    return true;
  }

  private static void slot(byte[] content, TrustedKeys keys, Map<String, Object> facts) {
    ImageSource source = ImageSource.of(Bytes.of(content));
    Decoded<Image> parsed = Image.parse(source);
    if (parsed instanceof Decoded.Ok<Image> ok) {
      Image image = ok.get();
      facts.put("version", image.version().toString());
      facts.put("octets", image.totalLength());
      image.securityCounter().ifPresent(counter -> facts.put("securityCounter", counter));
      ImageSource alone = ImageSource.of(Bytes.of(content).slice(0, image.totalLength()));
      Verdict verdict = ImageVerifier.verify(alone, ImagePolicy.of(keys, content.length));
      facts.put(
          "verdict",
          verdict instanceof Verdict.Accepted accepted
              ? "accepted, digest " + accepted.digest()
              : verdict.toString());
    } else {
      facts.put("verdict", "no image");
    }
    trailer(content, facts);
  }

  /** The trailer with fields of 8 octets. */
  private static void trailer(byte[] content, Map<String, Object> facts) {
    if (content.length < ImageTrailer.MAGIC.length() + 4 * FIELD) {
      return;
    }
    ImageTrailer trailer = ImageTrailer.of(content.length / FIELD * FIELD);
    Bytes magic = Bytes.of(content).slice(trailer.magicOffset(), ImageTrailer.MAGIC.length());
    facts.put("magic", magic.equals(ImageTrailer.MAGIC) ? "good" : flag(magic.at(0)));
    facts.put("imageOk", flag(content[trailer.imageOkOffset()]));
    facts.put("copyDone", flag(content[trailer.copyDoneOffset()]));
    int swap = content[trailer.swapInfoOffset()] & 0xff;
    facts.put("swapInfo", swap == 0xff ? "unset" : swapType(swap & 0x0f));
  }

  private static String flag(int octet) {
    return switch (octet & 0xff) {
      case 0xff -> "unset";
      case 0x01 -> "set";
      default -> "bad";
    };
  }

  private static String swapType(int type) {
    return switch (type) {
      case 1 -> "none";
      case 2 -> "test";
      case 3 -> "permanent";
      case 4 -> "revert";
      default -> "bad";
    };
  }

  private static void journal(Flash partition, Map<String, Object> facts) {
    JournalView view = JournalView.of(partition);
    facts.put("phase", view.phase());
    facts.put("count", view.count());
    view.strategy().ifPresent(strategy -> facts.put("strategy", strategy.label()));
    view.image().ifPresent(digest -> facts.put("image", digest.toHex()));
    view.before().ifPresent(digest -> facts.put("before", digest.toHex()));
    view.securityCounter().ifPresent(counter -> facts.put("securityCounter", counter));
    view.active().ifPresent(slot -> facts.put("runs", slot.name().toLowerCase(Locale.ROOT)));
    view.refused().ifPresent(why -> facts.put("refused", why));
  }

  String title() {
    return String.format(Locale.ROOT, "%s, %,d octets", name, size);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    facts.forEach((fact, value) -> lines.add(fact + ": " + value));
    return lines;
  }

  void putInto(ObjectNode node) {
    node.put("name", name).put("size", size);
    facts.forEach(node::putPOJO);
  }
}
