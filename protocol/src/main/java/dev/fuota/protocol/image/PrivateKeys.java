package dev.fuota.protocol.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** What private keys of all kinds have in common. */
final class PrivateKeys {
  private static final String LABEL = "PRIVATE KEY";

  private PrivateKeys() {}

  /** The key of a text with exactly one {@code PRIVATE KEY} block (PKCS#8, not encrypted). */
  static Decoded<AsymmetricKeyParameter> fromPem(String pem) {
    Decoded<List<Pem.Block>> blocks = Pem.blocks(pem);
    if (blocks instanceof Malformed<List<Pem.Block>> malformed) {
      return malformed.as();
    }
    List<Pem.Block> found = blocks.value().orElseThrow();
    if (found.size() != 1 || !found.get(0).label().equals(LABEL)) {
      return Decoded.badValue("PEM", "exactly one block " + LABEL + " (PKCS#8) is needed");
    }
    return parse(found.get(0).der())
        .<Decoded<AsymmetricKeyParameter>>map(Decoded::ok)
        .orElseGet(() -> Decoded.badValue("private key", "the PKCS#8 block cannot be read"));
  }

  private static Optional<AsymmetricKeyParameter> parse(Bytes der) {
    try {
      return Optional.of(PrivateKeyFactory.createKey(der.toArray()));
    } catch (IOException | RuntimeException e) { // the library has no one exception for bad DER
      return Optional.empty();
    }
  }

  /** The uncompressed point that belongs to {@code key}. */
  static Bytes publicPoint(ECPrivateKeyParameters key) {
    return Bytes.of(
        new FixedPointCombMultiplier()
            .multiply(key.getParameters().getG(), key.getD())
            .getEncoded(false));
  }
}
