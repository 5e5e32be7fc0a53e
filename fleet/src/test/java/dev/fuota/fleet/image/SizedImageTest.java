package dev.fuota.fleet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizedImageTest {
  private static Image parsed(Bytes image) {
    return Image.parse(ImageSource.of(image)).value().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 2048, 2049, 2050, 2051, 102_400, 1 << 20})
  void anImageOfAnySizeIsTakenByTheDeviceThatRunsTheFactorysFirmware(int size) {
    Bytes image = SizedImage.of(size);
    Image factory = parsed(FirmwareSamples.image(Sample.V1));
    ImagePolicy policy =
        new ImagePolicy(
            TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow(),
            Optional.of(FirmwareSamples.classId()),
            factory.securityCounter().orElseThrow(),
            Optional.of(factory.version()),
            size);
    assertThat(image.length()).isEqualTo(size);
    assertThat(ImageVerifier.verify(ImageSource.of(image), policy).isAccepted()).isTrue();
    assertThat(parsed(image).version()).isEqualTo(new ImageVersion(2, 0, 0, 0));
  }

  @Test
  void whatIsRememberedIsWhatWouldBeMadeAnew() {
    Bytes first = SizedImage.of(3000);
    assertThat(SizedImage.of(3000)).isSameAs(first);
    for (int size = 4000; size < 4010; size++) {
      assertThat(SizedImage.of(size).length()).isEqualTo(size);
    }
    assertThat(SizedImage.of(3000)).isNotSameAs(first).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 511, (1 << 20) + 1})
  void thereIsNoneOfSuchASize(int size) {
    assertThatIllegalArgumentException().isThrownBy(() -> SizedImage.of(size));
  }
}
