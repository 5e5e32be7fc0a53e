package dev.fuota.tests.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.Strategy;
import dev.fuota.boot.torture.Layout;
import dev.fuota.boot.torture.Torture;
import dev.fuota.boot.torture.TortureResult;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sample firmware under power cuts, as a vendor would write it for his own. */
class VendorTortureTest {
  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("No power cut, single or in pairs, leaves the device without its old or new image")
  void noPowerCutBricksTheDevice(Strategy strategy) {
    Bytes oldImage = FirmwareSamples.image(Sample.V1);
    Bytes newImage = FirmwareSamples.image(Sample.V2);
    TrustedKeys keys = TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow();

    TortureResult result =
        Torture.of(Layout.around(FlashProfile.STM32WL, newImage.length()))
            .strategy(strategy)
            .update(oldImage, newImage)
            .trusting(keys)
            .seeds(1)
            .pairs(200)
            .random(50, 4)
            .run()
            .assertNoFailures();

    assertThat(result.figures().runs()).isGreaterThan(500);
  }
}
