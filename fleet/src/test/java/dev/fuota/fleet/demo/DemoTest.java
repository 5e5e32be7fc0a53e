package dev.fuota.fleet.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fuota.boot.Strategy;
import dev.fuota.fleet.report.HtmlReport;
import dev.fuota.fleet.report.JsonReport;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTest {
  private static final DemoProgress.Listener NOBODY = progress -> {};

  /** A few hundred fragments, so that a demonstration takes a moment only. */
  private static DemoFirmware small() {
    byte[] program = new byte[12_000];
    new SplittableRandom(5).nextBytes(program);
    Bytes image =
        ImageBuilder.of(Bytes.of(program), new ImageVersion(1, 1, 0, 0))
            .securityCounter(2)
            .classId(FirmwareSamples.classId())
            .sign(SigningKey.fromPem(FirmwareSamples.privateKeyPem()).value().orElseThrow());
    return firmware(image);
  }

  private static DemoFirmware firmware(Bytes image) {
    try {
      return DemoFirmware.of("test", image);
    } catch (FirmwareProblem e) {
      throw new AssertionError(e);
    }
  }

  private static DemoResult run(int devices, double loss, double redundancy, long seed) {
    return new Demo(new DemoOptions(devices, loss, redundancy, seed, Strategy.AB, 1), small())
        .run(NOBODY);
  }

  private static List<DeviceResult> with(DemoResult result, Role role) {
    return result.devices().stream().filter(device -> device.role() == role).toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  @DisplayName("TR-12, TR-14c, TR-17: every device comes to where it should be")
  void everyDeviceComesToWhereItShouldBe(long seed) {
    DemoResult result = run(8, 0.2, 0.8, seed);
    assertThat(result.devices()).allSatisfy(d -> assertThat(d.ok()).as(d.reason()).isTrue());
    assertThat(result.ok()).as(result.summary()).isTrue();
    assertThat(result.devicesUpdated()).isEqualTo(7);
    assertThat(result.powerCuts()).isEqualTo(6);
  }

  @Test
  @DisplayName("TR-10: all refuse an image whose signature is broken, and the old firmware boots")
  void allRefuseTheBrokenSignature() {
    DemoResult result = run(8, 0.1, 0.8, 11);
    CampaignResult broken = result.campaigns().get(0);
    assertThat(broken.verdict()).isEqualTo("FAILED");
    assertThat(broken.expected()).isTrue();
    for (DeviceResult device : result.devices()) {
      DeviceCampaign journey = device.campaigns().get(0);
      assertThat(journey.passages().stream().filter(Passage::refused)).hasSize(1);
      assertThat(journey.passage(Milestone.UPDATED)).isEmpty();
    }
    assertThat(result.devices().stream().filter(d -> d.role() != Role.WRONG_HARDWARE))
        .allSatisfy(
            d -> assertThat(d.campaigns().get(0).outcome()).contains("refused", "signature"));
  }

  @Test
  @DisplayName("TR-06, TR-11: the wrong hardware refuses and stays on the old firmware")
  void theWrongHardwareStaysOnTheOldFirmware() {
    DemoResult result = run(4, 0.1, 0.8, 12);
    DeviceResult wrong = with(result, Role.WRONG_HARDWARE).get(0);
    assertThat(wrong.version()).isEqualTo("1.0.0");
    assertThat(wrong.ok()).isTrue();
    assertThat(wrong.campaigns()).allSatisfy(c -> assertThat(c.received()).isZero());
    assertThat(wrong.reason()).contains("FragSessionSetupReq", "wrong descriptor");
  }

  @Test
  @DisplayName("TR-14c: power cuts in download and copy are survived, with nothing stored lost")
  void powerCutsAreSurvived() {
    DemoResult result = run(8, 0, 0.8, 13);
    assertThat(with(result, Role.CUT_IN_DOWNLOAD))
        .hasSize(3)
        .allSatisfy(
            d ->
                assertThat(d.powerCuts())
                    .singleElement()
                    .satisfies(cut -> assertThat(cut.during()).contains("application")))
        .allSatisfy(d -> assertThat(d.version()).isEqualTo("1.1.0"));
    assertThat(with(result, Role.CUT_IN_COPY))
        .hasSize(3)
        .allSatisfy(
            d ->
                assertThat(d.powerCuts())
                    .singleElement()
                    .satisfies(cut -> assertThat(cut.during()).contains("bootloader")))
        .allSatisfy(d -> assertThat(d.version()).isEqualTo("1.1.0"));
  }

  @Test
  void theSameSeedGivesTheSameOctets() {
    DemoResult one = run(8, 0.2, 0.8, 7);
    DemoResult two = run(8, 0.2, 0.8, 7);
    assertThat(JsonReport.of(one)).isEqualTo(JsonReport.of(two));
    assertThat(HtmlReport.of(one)).isEqualTo(HtmlReport.of(two));
    assertThat(JsonReport.of(one)).isNotEqualTo(JsonReport.of(run(8, 0.2, 0.8, 8)));
  }

  @Test
  @DisplayName("TP-15: a loss that cannot be repaired fails, and every device says why")
  void aLossThatCannotBeRepairedFailsWithTheReasonOfEveryDevice() {
    DemoResult result = run(8, 0.9, 0.5, 1);
    assertThat(result.ok()).isFalse();
    assertThat(result.campaigns())
        .allSatisfy(campaign -> assertThat(campaign.verdict()).isEqualTo("FAILED"))
        .allSatisfy(campaign -> assertThat(campaign.expected()).isFalse());
    assertThat(result.summary()).contains("7 of 8 devices are not where they should be");
    List<DeviceResult> failed = result.devices().stream().filter(d -> !d.ok()).toList();
    assertThat(failed)
        .isNotEmpty()
        .allSatisfy(d -> assertThat(d.version()).isEqualTo("1.0.0"))
        .allSatisfy(d -> assertThat(d.reason()).containsAnyOf("needed", "the server says"));
  }

  @Test
  void tooLittleRedundancyFailsButBootsWhatWasThere() {
    DemoResult result = run(3, 0.3, 0, 1);
    assertThat(result.ok()).isFalse();
    assertThat(result.devices()).allSatisfy(d -> assertThat(d.version()).isEqualTo("1.0.0"));
  }

  @Test
  @DisplayName("TR-10: an image that an unknown key signed is refused by all")
  void anUnknownKeyIsRefusedByAll() {
    DemoFirmware image = firmware(FirmwareSamples.image(Sample.V2_P256));
    DemoResult result = new Demo(new DemoOptions(2, 0, 0.2, 1, Strategy.AB, 1), image).run(NOBODY);
    assertThat(result.ok()).isFalse();
    assertThat(result.devices())
        .allSatisfy(d -> assertThat(d.version()).isEqualTo("1.0.0"))
        .allSatisfy(d -> assertThat(d.reason()).contains("no key that this device trusts"));
  }

  @Test
  void aLoneDeviceIsUpdatedWithTheRealSample() {
    Demo demo =
        new Demo(
            new DemoOptions(1, 0.2, 0.5, 1, Strategy.AB, 1), DemoFirmware.sample(UpdateForm.WHOLE));
    List<Double> shares = new ArrayList<>();
    DemoResult result = demo.run(progress -> shares.add(progress.share()));
    assertThat(result.ok()).as(result.summary()).isTrue();
    assertThat(result.devices().get(0).version()).isEqualTo("2.0.0");
    assertThat(shares).isSorted().allMatch(share -> share >= 0 && share <= 1);
    assertThat(demo.updatedDevice()).isPresent();
  }

  @ParameterizedTest(name = "{0} octets: {1}")
  @CsvSource({"77504, 0.5", "9600, 0.5", "4800, 1", "480, 4"})
  void anImageOfFewFragmentsGetsMoreRedundancy(int octets, double redundancy) {
    DemoFirmware image =
        new DemoFirmware("any", Bytes.of(new byte[octets]), new ImageVersion(1, 0, 0, 0));
    assertThat(image.usualRedundancy()).isEqualTo(redundancy);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.2, 0.5",
    "10001, 0.2, 0.5",
    "1, 1, 0.5",
    "1, -0.1, 0.5",
    "1, NaN, 0",
    "1, 0, 5"
  })
  void absurdOptionsAreRefused(int devices, double loss, double redundancy) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DemoOptions(devices, loss, redundancy, 1, Strategy.AB, 1))
        .withMessageContaining("must be");
  }

  @Test
  void whatIsNoImageIsRefusedBeforeAnythingRuns() {
    assertThatExceptionOfType(FirmwareProblem.class)
        .isThrownBy(() -> DemoFirmware.of("x", Bytes.EMPTY))
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("FIRMWARE_EMPTY"));
    assertThatExceptionOfType(FirmwareProblem.class)
        .isThrownBy(() -> DemoFirmware.of("x", Bytes.of(new byte[4096])))
        .satisfies(problem -> assertThat(problem.code()).isEqualTo("FIRMWARE_NOT_AN_IMAGE"));
  }
}
