package dev.fuota.server.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals keys with AES-256-GCM: 12 octets of random nonce, ciphertext, 16 octets of tag. What is
 * sealed for one place in the database opens nowhere else, so that who can write there cannot give
 * one device the keys of another.
 */
final class Seal {
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final MasterKey master;
  private final RandomGenerator random;
  private final Cipher cipher;

  Seal(MasterKey master, RandomGenerator random) {
    this.master = master;
    this.random = random;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /** Where a sealed value belongs: a column of a table, and the values of its primary key. */
  static String place(String table, String column, Object... key) {
    StringBuilder place = new StringBuilder(table).append('/').append(column);
    Arrays.stream(key).forEach(part -> place.append('/').append(part));
    return place.toString();
  }

  byte[] seal(String place, byte[] plain) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      begin(Cipher.ENCRYPT_MODE, place, nonce);
      ByteBuffer sealed = ByteBuffer.allocate(NONCE + cipher.getOutputSize(plain.length));
      sealed.put(nonce);
      cipher.doFinal(ByteBuffer.wrap(plain), sealed);
      return sealed.array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM seals whatever it is given", e);
    }
  }

  /**
   * What was sealed for this place.
   *
   * @throws StoreFault if it was sealed with another master key or for another place, or was
   *     changed
   */
  byte[] open(String place, byte[] sealed) {
    try {
      if (sealed.length < NONCE) {
        throw new AEADBadTagException("no nonce");
      }
      begin(Cipher.DECRYPT_MODE, place, Arrays.copyOf(sealed, NONCE));
      return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
    } catch (GeneralSecurityException e) {
      throw new StoreFault("the master key does not open the keys in " + place, e);
    }
  }

  private void begin(int mode, String place, byte[] nonce) throws GeneralSecurityException {
    cipher.init(mode, master.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
  }
}
