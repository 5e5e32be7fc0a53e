package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.expand.Expansion;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;

/** What an accepted image holds: the decrypted payload, and the expanded one. */
final class PayloadCheck {
  private static final int RAM = 1 << 20;

  private final Entry entry;
  private final Accepted accepted;
  private final ImagePolicy policy;
  private final ImageSource plain;

  PayloadCheck(Entry entry, Accepted accepted, ImagePolicy policy, ImageSource source) {
    this.entry = entry;
    this.policy = policy;
    this.accepted = accepted;
    this.plain = accepted.plain(source);
  }

  void run(Check check) {
    if (entry.has("content_key")) {
      check.same(
          "content_key",
          entry.hex("content_key"),
          accepted.cipher().map(cipher -> cipher.contentKey()).orElse(Bytes.EMPTY));
    }
    if (entry.has("plaintext_payload_sha256")) {
      check.same(
          "plaintext_payload_sha256",
          entry.hex("plaintext_payload_sha256"),
          payloadDigest(accepted.image(), plain));
    }
    if (entry.has("decompressed_size")) {
      expand(check);
    }
  }

  private static Bytes payloadDigest(Image image, ImageSource source) {
    byte[] payload = new byte[(int) image.header().imgSize()];
    source.read(image.header().hdrSize(), payload, 0, payload.length);
    return Digests.sha256(Bytes.of(payload));
  }

  private void expand(Check check) {
    Decoded<Expansion> expansion = Expansion.of(accepted.image(), plain);
    if (expansion instanceof Malformed<Expansion> malformed) {
      check.failed("decompressed_size", "an expansion", malformed.detail());
      return;
    }
    Expansion known = expansion.value().orElseThrow();
    RamBudget budget = new RamBudget(RAM);
    ImageSource none = ImageSource.of(Bytes.EMPTY);
    Verdict result = known.prove(none, policy.withPackages(false), budget);
    if (!(result instanceof Accepted proven)) {
      check.failed("decompressed_size", "an expansion", result.toString());
      return;
    }
    Image image = proven.image();
    check.same("decompressed_size", entry.integer("decompressed_size"), image.header().imgSize());
    check.same(
        "decompressed_payload_sha256",
        entry.hex("decompressed_payload_sha256"),
        payloadDigest(image, known.open(none, image.totalLength(), budget)));
  }
}
