package dev.fuota.fleet.image;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Signed images of any size: an update's way depends on its size, not on what is in it. */
public final class SizedImage {
  /** Room for header, hash and signature. */
  public static final int SIZE_MIN = 512;

  /** As large as a slot ever is. */
  public static final int SIZE_MAX = 1 << 20;

  private static final int KEPT = 4;

  /** Those asked for last. What is found here is what would be made anew, octet for octet. */
  private static final Map<Integer, Bytes> LAST = new LinkedHashMap<>();

  private SizedImage() {}

  /**
   * An image with the version, the hardware and the signer of {@link Sample#V2}; the same for the
   * same size.
   *
   * @param size octets of all of it, {@link #SIZE_MIN}..{@link #SIZE_MAX}
   */
  public static Bytes of(int size) {
    if (size < SIZE_MIN || size > SIZE_MAX) {
      throw new IllegalArgumentException("an image of " + size + " octets");
    }
    synchronized (LAST) {
      Bytes image = LAST.remove(size);
      image = image == null ? made(size) : image;
      LAST.put(size, image);
      if (LAST.size() > KEPT) {
        LAST.remove(LAST.keySet().iterator().next());
      }
      return image;
    }
  }

  private static Bytes made(int size) {
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
