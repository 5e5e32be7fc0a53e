package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;

/**
 * RSASSA-PSS over a SHA-256 digest (RFC 8017, section 8.1): MGF1 with SHA-256, a salt of exactly 32
 * octets, trailer 0xbc, and a signature exactly as long as the modulus.
 */
final class Rsa {
  /** The public exponent 65537, the one that MCUboot's keys have, as DER. */
  static final String EXPONENT_DER = "0203010001";

  static final BigInteger EXPONENT = BigInteger.valueOf(65537);

  private static final int SALT_OCTETS = 32;

  private Rsa() {}

  static Optional<RSAKeyParameters> publicKey(Bytes modulus) {
    try {
      BigInteger n = new BigInteger(1, modulus.toArray());
      return n.bitLength() == modulus.length() * Byte.SIZE
          ? Optional.of(new RSAKeyParameters(false, n, EXPONENT))
          : Optional.empty();
    } catch (IllegalArgumentException e) { // even, prime, or with a small factor
      return Optional.empty();
    }
  }

  static boolean verify(RSAKeyParameters key, Bytes signature, byte[] digest) {
    BigInteger n = key.getModulus();
    if (signature.length() * Byte.SIZE != n.bitLength()
        || new BigInteger(1, signature.toArray()).compareTo(n) >= 0) {
      return false;
    }
    PSSSigner verifier =
        PSSSigner.createRawSigner(
            new RSAEngine(),
            new SHA256Digest(),
            new SHA256Digest(),
            SALT_OCTETS,
            PSSSigner.TRAILER_IMPLICIT);
    verifier.init(false, key);
    verifier.update(digest, 0, digest.length);
    return verifier.verifySignature(signature.toArray());
  }

  /**
   * Deterministic: the salt is the HMAC of the digest under the private exponent, so it differs for
   * each message and nobody else can tell it beforehand.
   */
  static Bytes sign(RSAPrivateCrtKeyParameters key, byte[] digest) {
    HMac hmac = new HMac(new SHA256Digest());
    hmac.init(new KeyParameter(key.getExponent().toByteArray()));
    hmac.update(digest, 0, digest.length);
    byte[] salt = new byte[SALT_OCTETS];
    hmac.doFinal(salt, 0);
    PSSSigner signer =
        PSSSigner.createRawSigner(
            new RSAEngine(),
            new SHA256Digest(),
            new SHA256Digest(),
            salt,
            PSSSigner.TRAILER_IMPLICIT);
    signer.init(true, key);
    signer.update(digest, 0, digest.length);
    try {
      return Bytes.of(signer.generateSignature());
    } catch (CryptoException e) {
      throw new IllegalStateException("a key of this size signs every digest", e);
    }
  }
}
