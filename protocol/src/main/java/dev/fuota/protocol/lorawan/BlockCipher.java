package dev.fuota.protocol.lorawan;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The runtime's AES-128 over whole blocks: nothing here can fail that the octets decide, so its
 * checked exceptions end here. Nothing is allocated per call unless input and output overlap.
 */
final class BlockCipher {
  static final int BLOCK = 16;

  private static final String ECB = "AES/ECB/NoPadding";
  private static final String CBC = "AES/CBC/NoPadding";

  /** Whoever has AES here: to ask all providers for each key takes longer than the key does. */
  private static final Provider PROVIDER = provider();

  private final Cipher cipher;

  private BlockCipher(
      String transformation, int mode, AesKey key, @Nullable AlgorithmParameterSpec iv) {
    try {
      cipher = Cipher.getInstance(transformation, PROVIDER);
      cipher.init(mode, new SecretKeySpec(key.bytes().toArray(), "AES"), iv);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + transformation, e);
    }
  }

  private static Provider provider() {
    try {
      return Cipher.getInstance(ECB).getProvider();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ECB, e);
    }
  }

  /** Each block encrypted on its own. */
  static BlockCipher encrypting(AesKey key) {
    return new BlockCipher(ECB, Cipher.ENCRYPT_MODE, key, null);
  }

  /** Each block decrypted on its own. */
  static BlockCipher decrypting(AesKey key) {
    return new BlockCipher(ECB, Cipher.DECRYPT_MODE, key, null);
  }

  /** Blocks chained from a block of zeros on, for ever. */
  static BlockCipher chaining(AesKey key) {
    return new BlockCipher(CBC, Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[BLOCK]));
  }

  /** Takes {@code length} octets, a multiple of 16. */
  void next(byte[] in, int inAt, int length, byte[] out, int outAt) {
    try {
      cipher.update(in, inAt, length, out, outAt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("whole blocks need no padding", e);
    }
  }
}
