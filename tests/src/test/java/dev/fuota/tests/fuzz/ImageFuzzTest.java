package dev.fuota.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fuota.conformance.device.SampleFirmware;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageTrailer;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.Verdict;
import java.util.Optional;

/** MCUboot images, as a slot may hold them after anything at all. */
class ImageFuzzTest {
  private static final ImageVersion RUNNING = new ImageVersion(1, 0, 0, 0);

  @FuzzTest
  void image(byte[] input) {
    ImageSource slot = ImageSource.of(input);
    Image.parse(slot).value().ifPresent(image -> check(image, input.length));
    ImagePolicy policy =
        new ImagePolicy(
            SampleFirmware.trusted(),
            Optional.of(SampleFirmware.CLASS_ID),
            ImagePolicy.NO_COUNTER,
            Optional.of(RUNNING),
            Math.max(1, input.length));
    Verdict verdict = ImageVerifier.verify(slot, policy);
    if (verdict.isAccepted()) {
      Bytes sample = SampleFirmware.good(RUNNING);
      int signed = Image.parse(slot).value().orElseThrow().hashedLength();
      assertThat(Bytes.of(input, 0, signed))
          .as("the key signed nothing but the sample")
          .isEqualTo(sample.slice(0, signed));
    }
    ImageTrailer.isPending(slot);
  }

  private static void check(Image image, int length) {
    assertThat(image.totalLength()).isBetween(image.hashedLength(), length);
    image.tlvs();
    image.carriedHash();
    image.securityCounter();
    image.classId();
    image.requiredVersion();
  }
}
