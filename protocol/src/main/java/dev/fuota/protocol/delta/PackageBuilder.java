package dev.fuota.protocol.delta;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.protocol.image.HashAlgorithm;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.SigningKey;
import java.util.Optional;

/**
 * Wraps a patch into a signed image of its own, a package: version, security counter, hardware and
 * required version are those of the image that comes out, so that a device judges the package as it
 * would judge that.
 */
public final class PackageBuilder {
  private PackageBuilder() {}

  /**
   * A package.
   *
   * @param parameter 0..255, see {@link PackageKind}
   * @param old the whole old image; present for every delta
   * @param fresh the whole new image, without anything behind it
   * @return malformed if {@code fresh} is no image
   */
  public static Decoded<Bytes> build(
      PackageKind kind,
      int parameter,
      Bytes patch,
      Optional<Bytes> old,
      Bytes fresh,
      SigningKey... keys) {
    if (kind.isDelta() && old.isEmpty()) {
      throw new IllegalArgumentException("a package of kind " + kind + " needs its base");
    }
    return Image.parse(ImageSource.of(fresh))
        .map(
            image -> {
              ImageBuilder builder = ImageBuilder.of(patch, image.version());
              builder.packaged(
                  kind.code(),
                  parameter,
                  old.map(HashAlgorithm.SHA256::hash),
                  HashAlgorithm.SHA256.hash(fresh));
              image.securityCounter().ifPresent(builder::securityCounter);
              image.classId().ifPresent(builder::classId);
              image.requiredVersion().ifPresent(builder::requiredVersion);
              return builder.sign(keys);
            });
  }
}
