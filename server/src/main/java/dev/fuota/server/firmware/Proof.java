package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.expand.Expansion;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verification;
import java.util.Optional;

/** Tries files as a device will, before a device is sent them. */
final class Proof {
  /** More than the memory of any device: what a decoder really takes is measured. */
  private static final int RAM_MAX = 64 << 20;

  private static final ImagePolicy POLICY = ImagePolicy.of(TrustedKeys.of(), WholeImage.OCTETS_MAX);

  private Proof() {}

  /**
   * A file that really becomes an image.
   *
   * @param result what came out
   */
  record Proven(WholeImage result, Made made) {}

  /**
   * Expands a file.
   *
   * @param file an image that is compressed or a package, its own hash not yet checked
   * @param base what it is applied to, if anything
   * @return empty if it does not become a good image
   */
  static Optional<Proven> of(String name, Bytes file, Optional<WholeImage> base) {
    ImageSource source = ImageSource.of(file);
    if (!Verification.INTEGRITY.verify(source, POLICY.withPackages(true)).isAccepted()) {
      return Optional.empty();
    }
    Image image = Image.parse(source).value().orElseThrow();
    return Expansion.of(image, source)
        .value()
        .flatMap(expansion -> expanded(name, file, expansion, base));
  }

  private static Optional<Proven> expanded(
      String name, Bytes file, Expansion expansion, Optional<WholeImage> base) {
    RamBudget ram = new RamBudget(RAM_MAX);
    ImageSource old = base.map(WholeImage::source).orElse(ImageSource.of(Bytes.EMPTY));
    if (!(expansion.prove(old, POLICY, Verification.INTEGRITY, ram)
        instanceof Verdict.Accepted accepted)) {
      return Optional.empty();
    }
    byte[] result = new byte[accepted.image().totalLength()];
    expansion.open(old, result.length, new RamBudget(RAM_MAX)).read(0, result, 0, result.length);
    Made made =
        new Made(
            name, way(expansion), file, ram.peak(), expansion.baseDigest().orElse(Bytes.EMPTY));
    return WholeImage.read(Bytes.of(result)).image().map(image -> new Proven(image, made));
  }

  private static Made.Way way(Expansion expansion) {
    if (expansion.inPlace().isPresent()) {
      return Made.Way.PATCH;
    }
    return expansion.isDelta() ? Made.Way.DELTA : Made.Way.COMPRESSED;
  }
}
