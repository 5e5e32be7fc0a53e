package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import java.util.List;
import java.util.random.RandomGenerator;

/** The public key of the devices that an encrypted image is for: P-256 or X25519. */
public final class EncryptionKey {
  private static final String LABEL = "PUBLIC KEY";

  private final KeyAgreement agreement;
  private final Bytes point;

  EncryptionKey(KeyAgreement agreement, Bytes point) {
    this.agreement = agreement;
    this.point = point;
  }

  /** Reads a text with exactly one {@code PUBLIC KEY} block. */
  public static Decoded<EncryptionKey> fromPem(String pem) {
    Decoded<List<Pem.Block>> blocks = Pem.blocks(pem);
    if (blocks instanceof Malformed<List<Pem.Block>> malformed) {
      return malformed.as();
    }
    List<Pem.Block> found = blocks.value().orElseThrow();
    return found.size() == 1 && found.get(0).label().equals(LABEL)
        ? fromDer(found.get(0).der())
        : Decoded.badValue("PEM", "exactly one block " + LABEL + " is needed");
  }

  private static Decoded<EncryptionKey> fromDer(Bytes der) {
    for (KeyAgreement agreement : KeyAgreement.values()) {
      Bytes prefix = Bytes.fromHex(agreement.derPrefix());
      if (der.length() == prefix.length() + agreement.pointOctets()
          && der.slice(0, prefix.length()).equals(prefix)) {
        Bytes point = der.slice(prefix.length(), agreement.pointOctets());
        return agreement.isPoint(point)
            ? Decoded.ok(new EncryptionKey(agreement, point))
            : Decoded.badValue("public key", "this is no point of " + agreement);
      }
    }
    return Decoded.badValue("public key", "a P-256 or X25519 key is needed");
  }

  KeyAgreement agreement() {
    return agreement;
  }

  /** Whether images for these devices may use HKDF and HMAC with SHA-512. */
  boolean hasWideForm() {
    return agreement == KeyAgreement.ECDH_X25519;
  }

  /**
   * Seals {@code contentKey} for the devices with this key.
   *
   * @param wide SHA-512 instead of SHA-256, with {@link #hasWideForm}
   */
  Bytes seal(Bytes contentKey, boolean wide, RandomGenerator random) {
    byte[] ephemeral = new byte[KeyAgreement.SCALAR_OCTETS];
    do {
      random.nextBytes(ephemeral);
    } while (!agreement.isScalar(ephemeral));
    byte[] shared =
        agreement
            .agree(ephemeral, point)
            .orElseThrow(() -> new IllegalArgumentException("nothing can be sealed for " + this));
    return form(wide).seal(agreement.publicKey(ephemeral), shared, contentKey);
  }

  Ecies form(boolean wide) {
    if (agreement == KeyAgreement.ECDH_P256) {
      return Ecies.P256;
    }
    return wide ? Ecies.X25519_SHA512 : Ecies.X25519;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncryptionKey key && key.point.equals(point);
  }

  @Override
  public int hashCode() {
    return point.hashCode();
  }

  @Override
  public String toString() {
    return agreement + " key";
  }
}
