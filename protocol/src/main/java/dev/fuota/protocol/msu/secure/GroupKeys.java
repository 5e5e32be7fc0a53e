package dev.fuota.protocol.msu.secure;

import dev.fuota.protocol.codec.Bytes;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * The keys that all members of a site share, made from one secret by HKDF with SHA-256 (RFC 5869).
 * Never printed.
 */
public final class GroupKeys {
  /** Octets of the secret, and of each key. */
  public static final int KEY_LENGTH = 32;

  private static final Bytes SALT = ascii("MSU-SEC-1");
  private static final Bytes AUTH = ascii("msu1 auth");
  private static final Bytes CRED = ascii("msu1 cred");

  private final int keyId;
  private final Bytes authKey;
  private final Bytes credentialKey;

  /**
   * Derives the keys.
   *
   * @param secret 32 random octets
   * @param keyId 0 to 255, tells the secrets of a site apart
   */
  public GroupKeys(Bytes secret, int keyId) {
    if (secret.length() != KEY_LENGTH || keyId < 0 || keyId > 0xff) {
      throw new IllegalArgumentException("32 octets and a key id of 8 bits are needed");
    }
    this.keyId = keyId;
    this.authKey = expand(secret, AUTH, keyId);
    this.credentialKey = expand(secret, CRED, keyId);
  }

  private static Bytes expand(Bytes secret, Bytes label, int keyId) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    byte[] info = label.concat(Bytes.of((byte) keyId)).toArray();
    hkdf.init(new HKDFParameters(secret.toArray(), SALT.toArray(), info));
    byte[] key = new byte[KEY_LENGTH];
    hkdf.generateBytes(key, 0, KEY_LENGTH);
    return Bytes.of(key);
  }

  static Bytes ascii(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  public int keyId() {
    return keyId;
  }

  /** For trailers. */
  public Bytes authKey() {
    return authKey;
  }

  /** For credentials. */
  public Bytes credentialKey() {
    return credentialKey;
  }
}
