package dev.fuota.protocol.expand;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.DecryptionKey;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import java.nio.charset.StandardCharsets;

/** What a device does with an update: verify, decrypt, prove, expand. */
final class Unpacked {
  private static final ImagePolicy DEVICE =
      Vectors.POLICY
          .withPackages(true)
          .withDecryption(
              DecryptionKey.fromPem(
                      new String(
                          Vectors.file("mcuboot/keys/enc_ec256.pem").toArray(),
                          StandardCharsets.UTF_8))
                  .value()
                  .orElseThrow());

  private Unpacked() {}

  /** The image that comes out; fails if anything is refused on the way. */
  static Bytes of(Bytes update, Bytes old, int ram) {
    ImageSource source = ImageSource.of(update);
    Accepted waiting = accepted(ImageVerifier.verify(source, DEVICE));
    Expansion expansion =
        Expansion.of(waiting.image(), waiting.plain(source)).value().orElseThrow();
    RamBudget budget = new RamBudget(ram);
    ImageSource base = ImageSource.of(old);
    int length = accepted(expansion.prove(base, Vectors.POLICY, budget)).image().totalLength();
    byte[] octets = new byte[length];
    expansion.open(base, length, budget).read(0, octets, 0, length);
    return Bytes.of(octets);
  }

  private static Accepted accepted(Verdict verdict) {
    verdict
        .refused()
        .ifPresent(
            refused -> {
              throw new AssertionError(refused);
            });
    return (Accepted) verdict;
  }
}
