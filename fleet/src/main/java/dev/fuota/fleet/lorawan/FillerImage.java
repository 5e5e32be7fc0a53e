package dev.fuota.fleet.lorawan;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.util.SplittableRandom;

/** Signed images of any size: an update's way depends on its size, not on what is in it. */
final class FillerImage {
  /** Room for header, hash and signature. */
  static final int SIZE_MIN = 512;

  private FillerImage() {}

  /**
   * An image with the version and the trust of {@link Sample#V2}.
   *
   * @param size octets of all of it, {@link #SIZE_MIN} or more
   */
  static Bytes of(int size) {
    int around = signed(1).length() - 1;
    Bytes image = signed(size - around);
    if (image.length() != size) {
      throw new IllegalStateException(image.length() + " octets instead of " + size);
    }
    return image;
  }

  private static Bytes signed(int programLength) {
    Image sample =
        Image.parse(ImageSource.of(FirmwareSamples.image(Sample.V2))).value().orElseThrow();
    byte[] program = new byte[programLength];
    new SplittableRandom(programLength).nextBytes(program);
    return ImageBuilder.of(Bytes.of(program), sample.version())
        .securityCounter(sample.securityCounter().orElseThrow())
        .classId(FirmwareSamples.classId())
        .sign(SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value().orElseThrow());
  }
}
