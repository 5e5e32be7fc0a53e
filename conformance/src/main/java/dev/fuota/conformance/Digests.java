package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest by which known-answer files name data. */
final class Digests {
  private Digests() {}

  static Bytes sha256(Bytes octets) {
    return Bytes.of(sha256(octets.toArray()));
  }

  static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
