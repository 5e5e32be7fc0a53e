package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bytes;

/**
 * AES-128 over whole blocks of 16 octets, each on its own, with one key.
 *
 * <p>The cipher is set up once and nothing is allocated per block. Not thread-safe: one per owner.
 */
public final class Aes128 {
  public static final int BLOCK = BlockCipher.BLOCK;

  private final BlockCipher cipher;

  public Aes128(AesKey key) {
    this.cipher = BlockCipher.encrypting(key);
  }

  /**
   * Encrypts {@code length} octets, a multiple of 16, block by block. {@code out} should be another
   * array than {@code in}: the runtime copies the input where they may overlap.
   */
  public void encrypt(byte[] in, int inAt, int length, byte[] out, int outAt) {
    cipher.next(in, inAt, length, out, outAt);
  }

  /** Encrypts one block. */
  public Bytes encrypt(Bytes block) {
    return one(cipher, block);
  }

  /**
   * Decrypts one block. LoRaWAN has servers do this where devices encrypt, so that devices need one
   * direction only; it is rare, and sets its own cipher up each time.
   */
  public static Bytes decrypt(AesKey key, Bytes block) {
    return one(BlockCipher.decrypting(key), block);
  }

  private static Bytes one(BlockCipher cipher, Bytes block) {
    if (block.length() != BLOCK) {
      throw new IllegalArgumentException("a block has 16 octets, not " + block.length());
    }
    byte[] out = new byte[BLOCK];
    cipher.next(block.toArray(), 0, BLOCK, out, 0);
    return Bytes.of(out);
  }
}
