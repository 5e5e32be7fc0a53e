package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageHeader;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.image.Tlv;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts one image file to the reader and to the verifier. */
final class ImageCheck {
  private final Entry entry;
  private final Bytes octets;
  private final int slotSize;

  ImageCheck(Entry entry, Bytes octets, int slotSize) {
    this.entry = entry;
    this.octets = octets;
    this.slotSize = slotSize;
  }

  /** The file is the one that is meant, and the reader finds in it what the entry says. */
  void checkStructure(Check check) {
    check.same("size", entry.integer("size"), octets.length());
    check.same("sha256", entry.hex("sha256"), Digests.sha256(octets));
    Decoded<Image> parsed = Image.parse(source());
    if (!entry.has("parse")) {
      check.same("parse", "refused", parsed.value().isPresent() ? "an image" : "refused");
    } else if (parsed instanceof Malformed<Image> malformed) {
      check.failed("parse", "an image", "refused: " + malformed.detail());
    } else {
      checkHeader(check, entry.get("parse"), parsed.value().orElseThrow());
      checkTlvs(check, entry.get("parse"), parsed.value().orElseThrow());
    }
  }

  private static void checkHeader(Check check, Entry parse, Image image) {
    ImageHeader header = image.header();
    check.same("magic", parse.text("magic"), String.format("%08x", ImageHeader.MAGIC));
    check.same("load_addr", parse.get("load_addr").number(), header.loadAddr());
    check.same("hdr_size", parse.get("hdr_size").number(), header.hdrSize());
    check.same("protect_tlv_size", parse.get("protect_tlv_size").number(), header.protectTlvSize());
    check.same("img_size", parse.get("img_size").number(), header.imgSize());
    check.same("flags", parse.get("flags").number(), Integer.toUnsignedLong(header.flags()));
    check.same("version", parse.text("version"), header.version());
    check.same("pad1", parse.get("pad1").number(), header.pad1());
    check.same("hashed_len", parse.get("hashed_len").number(), image.hashedLength());
    check.same("total_len", parse.get("total_len").number(), image.totalLength());
  }

  private static void checkTlvs(Check check, Entry parse, Image image) {
    List<Entry> expected = parse.get("tlvs").elements();
    check.same("number of tlvs", expected.size(), image.tlvs().size());
    for (int i = 0; i < Math.min(expected.size(), image.tlvs().size()); i++) {
      Entry tlv = expected.get(i);
      Tlv got = image.tlvs().get(i);
      String field = "tlvs/" + i + "/";
      check.same(field + "type", tlv.text("type"), String.format("0x%04x", got.type()));
      check.same(field + "protected", tlv.flag("protected"), got.isProtected());
      check.same(field + "offset", tlv.get("offset").number(), got.offset());
      check.same(field + "len", tlv.get("len").number(), got.value().length());
      check.same(field + "value", tlv.hex("value"), got.value());
    }
  }

  /** The verifier decides as the entry expects. */
  void checkVerdict(Check check, ImageKeys keys) {
    List<String> trusted = entry.get("trusted_keys").elements().stream().map(Entry::text).toList();
    Optional<String> keyReason =
        trusted.stream().flatMap(id -> keys.notImplemented(id).stream()).findFirst();
    if (keyReason.isPresent()) {
      check.notApplicable(keyReason.get());
      return;
    }
    List<PublicKeyInfo> publicKeys = new ArrayList<>();
    trusted.forEach(id -> publicKeys.add(keys.publicKey(id).value().orElseThrow()));
    Verdict verdict = ImageVerifier.verify(source(), policy(publicKeys));
    Optional<String> imageReason = notImplemented(verdict, publicKeys);
    if (imageReason.isPresent()) {
      check.notApplicable(imageReason.get());
    } else {
      compare(check, verdict);
    }
  }

  private void compare(Check check, Verdict verdict) {
    String expected = entry.text("expect");
    switch (expected) {
      case "accept" -> check.same("expect", expected, shown(verdict, "accept"));
      case "reject" -> check.same("expect", expected, verdict.isAccepted() ? "accept" : "reject");
      case "either" -> check.passed(); // that there is a verdict at all is the answer
      default -> throw entry.get("expect").malformed("accept, reject or either is needed");
    }
  }

  private static String shown(Verdict verdict, String accepted) {
    return verdict.refused().map(refused -> "reject: " + refused).orElse(accepted);
  }

  /** What the image is, by its entry, and the product does not do, by its verdict. */
  private Optional<String> notImplemented(Verdict verdict, List<PublicKeyInfo> keys) {
    Optional<Reason> reason = verdict.refused().map(Verdict.Refused::reason);
    if (entry.has("enc_key") && reason.equals(Optional.of(Reason.ENCRYPTED))) {
      return Optional.of("encrypted images are not implemented yet");
    }
    if (entry.has("decompressed_size") && reason.equals(Optional.of(Reason.COMPRESSED))) {
      return Optional.of("compressed images are not implemented yet");
    }
    return keys.isEmpty() && entry.text("expect").equals("accept")
        ? Optional.of("nothing is accepted here without a trusted key")
        : Optional.empty();
  }

  private ImagePolicy policy(List<PublicKeyInfo> keys) {
    return new ImagePolicy(
        new TrustedKeys(keys),
        Optional.empty(),
        entry.find("device_security_counter").map(Entry::number).orElse(ImagePolicy.NO_COUNTER),
        Optional.empty(),
        slotSize);
  }

  /** The file is its slot, as far as it goes: behind it there is nothing that could be read. */
  private ImageSource source() {
    return ImageSource.of(octets).prefix(Math.min(octets.length(), slotSize));
  }
}
