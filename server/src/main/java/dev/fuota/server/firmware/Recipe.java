package dev.fuota.server.firmware;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.delta.PackageBuilder;
import dev.fuota.protocol.delta.PatchFormat;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.SigningKey;
import java.util.Optional;

/** One way to make a smaller file of an image; equal recipes give equal files. */
interface Recipe {

  /** As {@code fuota image} names it. */
  String name();

  /** Whether it needs an image that the device runs. */
  boolean isDelta();

  /**
   * Makes the file.
   *
   * @param base present for a delta
   * @throws IllegalArgumentException if it cannot be made of these
   */
  Bytes make(WholeImage fresh, Optional<WholeImage> base, SigningKey key);

  /** Compressed in MCUboot's own form. */
  record Lzma2() implements Recipe {
    @Override
    public String name() {
      return "lzma2";
    }

    @Override
    public boolean isDelta() {
      return false;
    }

    @Override
    public Bytes make(WholeImage fresh, Optional<WholeImage> base, SigningKey key) {
      return ImageBuilder.again(fresh.image(), fresh.source()).compress(false).sign(key);
    }
  }

  /**
   * In a package.
   *
   * @param memory of a patch in place
   */
  record Packed(String name, Optional<PatchFormat.Memory> memory) implements Recipe {
    Packed(String name) {
      this(name, Optional.empty());
    }

    private PatchFormat format() {
      return PatchFormat.parse(name).orElseThrow();
    }

    @Override
    public boolean isDelta() {
      return format().kind().isDelta();
    }

    @Override
    public Bytes make(WholeImage fresh, Optional<WholeImage> base, SigningKey key) {
      PatchFormat format = format();
      Bytes old = base.map(WholeImage::octets).orElse(Bytes.EMPTY);
      Bytes patch = format.make(old, fresh.octets(), memory);
      return PackageBuilder.build(
              format.kind(),
              format.parameter(),
              patch,
              base.map(WholeImage::octets),
              fresh.octets(),
              key)
          .value()
          .orElseThrow();
    }
  }
}
