package dev.fuota.protocol.msu.secure;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.KeyType;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.SecurityTrailer;
import java.util.function.BiFunction;

/**
 * Puts a {@link SecurityTrailer} behind messages. The counter comes from the caller, who sees to it
 * that it grows with each message, across restarts too: 48 bits of milliseconds, then 16 of a
 * number.
 */
public final class TrailerSealer {
  private final int suite;
  private final int keyId;
  private final Ipv4 sender;

  /** Tag or signature of a sealed part; the second is its nonce. */
  private final BiFunction<Bytes, Bytes, Bytes> seal;

  private TrailerSealer(int suite, int keyId, Ipv4 sender, BiFunction<Bytes, Bytes, Bytes> seal) {
    this.suite = suite;
    this.keyId = keyId;
    this.sender = sender;
    this.seal = seal;
  }

  /** Suite 1: every member of the site can do it. */
  public static TrailerSealer withGroupKey(GroupKeys keys, Ipv4 sender) {
    return new TrailerSealer(
        SecurityTrailer.SUITE_GROUP_KEY,
        keys.keyId(),
        sender,
        (part, nonce) -> AesGcm.seal(keys.authKey(), nonce, Bytes.EMPTY, part));
  }

  /**
   * Suite 2: only the server can do it.
   *
   * @param key Ed25519
   */
  public static TrailerSealer withSignature(SigningKey key, int keyId, Ipv4 sender) {
    if (key.type() != KeyType.ED25519) {
      throw new IllegalArgumentException("suite 2 needs an Ed25519 key");
    }
    return new TrailerSealer(
        SecurityTrailer.SUITE_SIGNATURE, keyId, sender, (part, nonce) -> key.sign(part));
  }

  /** The message with its trailer. */
  public Bytes seal(Bytes message, long counter) {
    Bytes head = SecurityTrailer.head(suite, keyId, sender, counter);
    Bytes sealed = message.concat(head);
    return sealed.concat(seal.apply(sealed, SecurityTrailer.nonce(head)));
  }
}
