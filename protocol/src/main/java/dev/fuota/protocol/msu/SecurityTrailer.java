package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;

/**
 * What the optional security profile puts behind a message (decision 0021); {@code
 * protocol.msu.secure} makes and verifies it.
 *
 * <pre>
 * 0..3    "MSU1"
 * 4       suite
 * 5       key id
 * 6       flags, 0
 * 7       length of the trailer, 36 or 84
 * 8..11   IPv4 address of the sender
 * 12..19  counter
 * 20..    tag of 16 octets or signature of 64
 * </pre>
 *
 * @param suite 1 AES-256-GCM tag, 2 Ed25519 signature
 * @param keyId 0 to 255
 * @param counter unsigned, larger in each datagram of a sender
 * @param seal the tag or signature
 */
public record SecurityTrailer(int suite, int keyId, Ipv4 sender, long counter, Bytes seal) {
  public static final int SUITE_GROUP_KEY = 1;
  public static final int SUITE_SIGNATURE = 2;

  /** Octets before the tag or signature: they are sealed as well. */
  public static final int FIXED_LENGTH = 20;

  static final int MAGIC = 0x4d535531;
  private static final int NONCE_AT = 8;
  private static final int TAG_LENGTH = 16;
  private static final int SIGNATURE_LENGTH = 64;

  public SecurityTrailer {
    Checks.range("suite", suite, SUITE_GROUP_KEY, SUITE_SIGNATURE);
    Checks.octet("keyId", keyId);
    Checks.range("seal length", seal.length(), sealLength(suite), sealLength(suite));
  }

  /** Octets of the trailer of {@code suite}. */
  public static int length(int suite) {
    return FIXED_LENGTH + sealLength(suite);
  }

  /** The octets of a trailer before its tag or signature. */
  public static Bytes head(int suite, int keyId, Ipv4 sender, long counter) {
    ByteBuffer out = ByteBuffer.allocate(FIXED_LENGTH);
    out.putInt(MAGIC).put((byte) suite).put((byte) keyId).put((byte) 0).put((byte) length(suite));
    out.putInt(sender.bits()).putLong(counter);
    return Bytes.of(out.array());
  }

  /** The nonce of suite 1: sender and counter. */
  public static Bytes nonce(Bytes head) {
    return head.slice(NONCE_AT, FIXED_LENGTH - NONCE_AT);
  }

  private static int sealLength(int suite) {
    return suite == SUITE_GROUP_KEY ? TAG_LENGTH : SIGNATURE_LENGTH;
  }
}
