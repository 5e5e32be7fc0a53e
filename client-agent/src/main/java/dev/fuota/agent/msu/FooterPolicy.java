package dev.fuota.agent.msu;

import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.file.PartFile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.PublicKeyInfo;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.protocol.msu.secure.ManifestFooter;
import dev.fuota.protocol.msu.secure.ManifestRules;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;

/**
 * Takes files that carry a signed footer for this hardware and product, not older than what has run
 * here (decision 0021). What is handed on is the file without it.
 *
 * @param keys by key id
 */
public record FooterPolicy(Map<Integer, PublicKeyInfo> keys, String hardwareId, String productId)
    implements SignaturePolicy {
  private static final int PIECE = 1 << 16;

  public FooterPolicy {
    keys = Map.copyOf(keys);
  }

  @Override
  public Judged judge(PartFile content, long length, Expected expected) {
    Optional<Bytes> tail = tail(content, length);
    if (tail.isEmpty()) {
      return Judged.bad(StatusCode.IO);
    }
    Optional<ManifestFooter> footer = ManifestFooter.read(tail.get(), length);
    if (footer.isEmpty()) {
      return Judged.bad(StatusCode.SIGNATURE);
    }
    long payload = footer.get().content().payloadLength();
    Optional<Bytes> digest = sha256(content, payload);
    if (digest.isEmpty()) {
      return Judged.bad(StatusCode.IO);
    }
    ManifestRules rules =
        new ManifestRules(
            keys, hardwareId, productId, expected.securityVersion(), expected.installed());
    return new Judged(rules.judge(footer, digest.get(), expected.kind()), payload);
  }

  private static Optional<Bytes> tail(PartFile content, long length) {
    int octets = (int) Math.min(length, ManifestFooter.LENGTH_MAX);
    ByteBuffer tail = ByteBuffer.allocate(octets);
    return content.read(length - octets, tail).isOk()
        ? Optional.of(Bytes.of(tail.array()))
        : Optional.empty();
  }

  private static Optional<Bytes> sha256(PartFile content, long length) {
    MessageDigest digest = newSha256();
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    for (long at = 0; at < length; at += PIECE) {
      piece.clear().limit((int) Math.min(PIECE, length - at));
      if (content.read(at, piece) instanceof FileResult.Failed) {
        return Optional.empty();
      }
      digest.update(piece.flip());
    }
    return Optional.of(Bytes.of(digest.digest()));
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
