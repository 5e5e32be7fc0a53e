package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** Diffie-Hellman on the two curves of encrypted images; scalars and secrets have 32 octets. */
enum KeyAgreement {
  ECDH_P256("P-256", KeyType.ECDSA_P256.derPrefix(), 65) {
    @Override
    Optional<byte[]> agree(byte[] scalar, Bytes point) {
      return decode(point)
          .map(decoded -> decoded.multiply(new BigInteger(1, scalar)).normalize())
          .filter(shared -> !shared.isInfinity())
          .map(shared -> shared.getAffineXCoord().getEncoded());
    }

    @Override
    Bytes publicKey(byte[] scalar) {
      ECPoint point =
          new FixedPointCombMultiplier().multiply(CURVE.getG(), new BigInteger(1, scalar));
      return Bytes.of(point.getEncoded(false));
    }

    @Override
    boolean isScalar(byte[] octets) {
      BigInteger scalar = new BigInteger(1, octets);
      return scalar.signum() > 0 && scalar.compareTo(CURVE.getN()) < 0;
    }

    @Override
    boolean isPoint(Bytes octets) {
      return decode(octets).isPresent();
    }

    /** An uncompressed point of the curve: neither infinity nor a coordinate beyond the field. */
    private Optional<ECPoint> decode(Bytes point) {
      if (point.length() != pointOctets() || point.at(0) != UNCOMPRESSED) {
        return Optional.empty();
      }
      try {
        return Optional.of(CURVE.getCurve().decodePoint(point.toArray()));
      } catch (IllegalArgumentException e) { // not on the curve
        return Optional.empty();
      }
    }
  },
  ECDH_X25519("X25519", "302a300506032b656e032100", 32) {
    @Override
    Optional<byte[]> agree(byte[] scalar, Bytes point) {
      byte[] shared = new byte[SCALAR_OCTETS];
      // Says no where the secret is zero: for a point of small order everybody knows the secret.
      return isPoint(point) && X25519.calculateAgreement(scalar, 0, point.toArray(), 0, shared, 0)
          ? Optional.of(shared)
          : Optional.empty();
    }

    @Override
    Bytes publicKey(byte[] scalar) {
      byte[] point = new byte[SCALAR_OCTETS];
      X25519.scalarMultBase(scalar, 0, point, 0);
      return Bytes.of(point);
    }

    @Override
    boolean isScalar(byte[] octets) {
      return true; // clamped where it is used
    }

    @Override
    boolean isPoint(Bytes octets) {
      return octets.length() == pointOctets();
    }
  };

  static final int SCALAR_OCTETS = 32;
  private static final int UNCOMPRESSED = 0x04;
  private static final ECNamedDomainParameters CURVE =
      ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp256r1);

  private final String text;
  private final String derPrefix;
  private final int pointOctets;

  KeyAgreement(String text, String derPrefix, int pointOctets) {
    this.text = text;
    this.derPrefix = derPrefix;
    this.pointOctets = pointOctets;
  }

  /** The SubjectPublicKeyInfo of such a key up to the point, in hexadecimal. */
  String derPrefix() {
    return derPrefix;
  }

  int pointOctets() {
    return pointOctets;
  }

  /** The shared secret; empty where {@code point} is none that may be used. */
  abstract Optional<byte[]> agree(byte[] scalar, Bytes point);

  abstract Bytes publicKey(byte[] scalar);

  abstract boolean isScalar(byte[] octets);

  abstract boolean isPoint(Bytes octets);

  @Override
  public String toString() {
    return text;
  }
}
