package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageHeader;
import dev.fuota.protocol.image.ImageHeader.Flags;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.image.Tlv;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verification;
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

  /** The verifier decides as the entry expects, and finds in the payload what the entry says. */
  void checkVerdict(Check check, ImageKeys keys) {
    List<PublicKeyInfo> trusted = trusted(keys);
    ImagePolicy policy = policy(trusted, keys);
    // No keys: by the index, a device that was built without signatures.
    Verification verification =
        trusted.isEmpty() ? ImageVerifier::integrity : ImageVerifier::verify;
    Verdict verdict = verification.verify(source(), policy);
    if (verdict instanceof Accepted accepted) {
      PayloadCheck payload = new PayloadCheck(entry, accepted, source());
      // An installer expands before it says yes.
      Verdict expanded = payload.expand(policy, verification);
      compare(check, expanded);
      if (expanded.isAccepted()) {
        payload.run(check);
      }
    } else {
      compare(check, verdict);
    }
  }

  private List<PublicKeyInfo> trusted(ImageKeys keys) {
    List<PublicKeyInfo> trusted = new ArrayList<>();
    for (Entry id : entry.get("trusted_keys").elements()) {
      trusted.add(
          keys.publicKey(id.text())
              .value()
              .orElseThrow(() -> id.malformed("a key that checks signatures is needed")));
    }
    return trusted;
  }

  private void compare(Check check, Verdict verdict) {
    String expected = entry.text("expect");
    switch (expected) {
      case "accept" -> check.same("expect", expected, shown(verdict));
      case "reject" -> check.same("expect", expected, verdict.isAccepted() ? "accept" : "reject");
      case "either" -> check.passed(); // that there is a verdict at all is the answer
      default -> throw entry.get("expect").malformed("accept, reject or either is needed");
    }
  }

  private static String shown(Verdict verdict) {
    return verdict.refused().map(refused -> "reject: " + refused).orElse("accept");
  }

  private ImagePolicy policy(List<PublicKeyInfo> trusted, ImageKeys keys) {
    ImagePolicy policy =
        ImagePolicy.of(new TrustedKeys(trusted), slotSize).withPackages(isCompressed());
    Optional<Entry> counter = entry.find("device_security_counter");
    if (counter.isPresent()) {
      policy = policy.withSecurityCounter(counter.get().number());
    }
    Optional<Entry> encKey = entry.find("enc_key");
    return encKey.isEmpty()
        ? policy
        : policy.withDecryption(
            keys.decryptionKey(encKey.get().text())
                .value()
                .orElseThrow(() -> encKey.get().malformed("a key that opens images is needed")));
  }

  /** A compressed image is judged as an update; every other one must run as it lies. */
  private boolean isCompressed() {
    return Image.parse(source())
        .value()
        .filter(image -> (image.header().flags() & Flags.COMPRESSED_LZMA2) != 0)
        .isPresent();
  }

  /** The file is its slot, as far as it goes: behind it there is nothing that could be read. */
  private ImageSource source() {
    return ImageSource.of(octets).prefix(Math.min(octets.length(), slotSize));
  }
}
