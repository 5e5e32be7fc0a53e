package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.expand.Expansion;
import dev.fuota.protocol.expand.Payload.Compressed;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verification;
import java.util.Optional;

/** What an accepted image holds: the decrypted payload, and the expanded one. */
final class PayloadCheck {
  private static final int RAM = 1 << 20;
  private static final ImageSource NO_BASE = ImageSource.of(Bytes.EMPTY);

  private final Entry entry;
  private final Accepted accepted;
  private final ImageSource plain;
  private final Optional<Expansion> expansion;

  PayloadCheck(Entry entry, Accepted accepted, ImageSource source) {
    this.entry = entry;
    this.accepted = accepted;
    this.plain = accepted.plain(source);
    this.expansion = Expansion.of(accepted.image(), plain).value();
  }

  /** The image that runs, or why there is none; the accepted one itself if it runs as it lies. */
  Verdict expand(ImagePolicy policy, Verification verification) {
    return expansion
        .map(it -> it.prove(NO_BASE, policy.withPackages(false), verification, new RamBudget(RAM)))
        .orElse(accepted);
  }

  /** Compares what the entry tells of a payload that is good. */
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
          digest(plain, accepted.image().header().imgSize()));
    }
    if (entry.has("decompressed_size")) {
      checkExpanded(check);
    }
  }

  private Bytes digest(ImageSource source, long octets) {
    byte[] payload = new byte[Math.toIntExact(octets)];
    source.read(accepted.image().header().hdrSize(), payload, 0, payload.length);
    return Digests.sha256(Bytes.of(payload));
  }

  private void checkExpanded(Check check) {
    if (expansion.isEmpty()) {
      check.failed("decompressed_size", "an image to expand", "one that runs as it lies");
      return;
    }
    Compressed compressed = (Compressed) expansion.get().payload();
    check.same("decompressed_size", entry.get("decompressed_size").number(), compressed.size());
    int end = Math.toIntExact(accepted.image().header().hdrSize() + compressed.size());
    check.same(
        "decompressed_payload_sha256",
        entry.hex("decompressed_payload_sha256"),
        digest(expansion.get().open(NO_BASE, end, new RamBudget(RAM)), compressed.size()));
  }
}
