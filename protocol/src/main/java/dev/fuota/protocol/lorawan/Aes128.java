package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bytes;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-128 over whole blocks of 16 octets, each on its own, with one key. LoRaWAN builds all else
 * out of it.
 *
 * <p>The cipher is set up once and nothing is allocated per block. Not thread-safe: one per owner.
 */
public final class Aes128 {
  public static final int BLOCK = 16;

  private final Cipher cipher;

  public Aes128(AesKey key) {
    this.cipher = cipher(Cipher.ENCRYPT_MODE, key);
  }

  /**
   * Encrypts {@code length} octets, a multiple of 16, block by block. {@code out} should be another
   * array than {@code in}: the runtime copies the input where they may overlap.
   */
  public void encrypt(byte[] in, int inAt, int length, byte[] out, int outAt) {
    update(cipher, in, inAt, length, out, outAt);
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
    return one(cipher(Cipher.DECRYPT_MODE, key), block);
  }

  private static Bytes one(Cipher cipher, Bytes block) {
    if (block.length() != BLOCK) {
      throw new IllegalArgumentException("a block has 16 octets, not " + block.length());
    }
    byte[] octets = block.toArray();
    update(cipher, octets, 0, BLOCK, octets, 0);
    return Bytes.of(octets);
  }

  private static Cipher cipher(int mode, AesKey key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(mode, new SecretKeySpec(key.bytes().toArray(), "AES"));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has AES/ECB/NoPadding", e);
    }
  }

  private static void update(
      Cipher cipher, byte[] in, int inAt, int length, byte[] out, int outAt) {
    try {
      cipher.update(in, inAt, length, out, outAt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("whole blocks always fit", e);
    }
  }
}
