package dev.fuota.boot.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.qemu.Qemu.RetainedWord;
import dev.fuota.boot.qemu.QemuResult.Failed;
import dev.fuota.boot.qemu.QemuResult.Ran;
import dev.fuota.boot.qemu.QemuResult.Reason;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.ResetReason;
import dev.fuota.samples.Sample;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where no QEMU is installed, each test demands that the launcher says so instead. */
class QemuTest {
  private static final Qemu QEMU = new Qemu();
  private static final Bytes V2 = FirmwareSamples.image(Sample.V2);

  private static RetainedWord word(int value) {
    return new RetainedWord(FirmwareSamples.RESET_REASON_ADDRESS, value);
  }

  private static QemuResult boot(Bytes slot) {
    return QEMU.boot(ImageSource.of(slot), word(ResetReason.POWER_ON.word()));
  }

  private static void expect(QemuResult result, Consumer<QemuResult> expectation) {
    if (QEMU.isInstalled()) {
      expectation.accept(result);
    } else {
      expectFailure(result, Reason.NOT_INSTALLED);
    }
  }

  private static void expectFailure(QemuResult result, Reason reason) {
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(((Failed) result).reason()).isEqualTo(reason);
  }

  private static void expectRun(QemuResult result, int exitStatus, String... lines) {
    assertThat(result).isInstanceOf(Ran.class);
    assertThat(((Ran) result).exitStatus()).isEqualTo(exitStatus);
    assertThat(((Ran) result).output().lines()).contains(lines);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theFirmwareSaysItsVersionAndThatItIsWhole(Sample sample) {
    QemuResult result = boot(FirmwareSamples.image(sample));
    String version = sample == Sample.V1 ? "1.0.0" : "2.0.0";
    expect(
        result,
        ran -> {
          expectRun(ran, 0, "fuota sample sensor, version " + version, "ready");
          assertThat(((Ran) ran).output()).contains("self-test: own code, ").contains(" ok\n");
        });
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theFirmwareLearnsWhyItStarts(ResetReason reason) {
    QemuResult result = QEMU.boot(ImageSource.of(V2), word(reason.word()));
    expect(result, ran -> expectRun(ran, 0, "reset reason: " + reason));
  }

  @Test
  void anUnknownWordMeansPowerOn() {
    for (int value : new int[] {0, -1, 0x52535400, 0x52535406}) {
      QemuResult result = QEMU.boot(ImageSource.of(V2), word(value));
      expect(result, ran -> expectRun(ran, 0, "reset reason: power-on"));
    }
  }

  @Test
  void octetsBehindTheImageDoNotMatter() {
    expect(boot(V2.concat(Bytes.of(new byte[5000]))), ran -> expectRun(ran, 0, "ready"));
  }

  @Test
  void oneChangedOctetOfTheProgramIsSeenByTheProgram() {
    byte[] octets = V2.toArray();
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    octets[text.indexOf("lowest")] = 'L';
    expect(boot(Bytes.of(octets)), ran -> expectRun(ran, 1, "not ready"));
  }

  @Test
  void aProgramWithoutVectorsLocksUp() {
    expect(
        boot(program(new byte[64])),
        ran -> {
          assertThat(ran).isInstanceOf(Ran.class);
          assertThat(((Ran) ran).exitStatus()).isNotZero();
        });
  }

  @Test
  void aProgramThatNeverEndsIsEnded() {
    Qemu impatient = new Qemu(System.getenv("PATH"), Duration.ofMillis(300));
    QemuResult result = impatient.boot(ImageSource.of(code("fee7")), word(0)); // 1: b 1b
    expect(result, failed -> expectFailure(failed, Reason.TIME_LIMIT));
  }

  @Test
  void aProgramThatPrintsForEverIsEnded() {
    // mov.w r0, #0x40004000; movs r1, #1; str r1, [r0, #8]; movs r1, #'x'; 1: str r1, [r0]; b 1b
    QemuResult result = boot(code("4ff0402001218160782101" + "60fde7"));
    expect(result, failed -> expectFailure(failed, Reason.TOO_MUCH_OUTPUT));
  }

  /** Stack, reset vector, and the instructions behind the two. */
  private static Bytes code(String thumb) {
    return program(Bytes.fromHex("0000012009820000").concat(Bytes.fromHex(thumb)).toArray());
  }

  private static Bytes program(byte[] octets) {
    return ImageBuilder.of(Bytes.of(octets), new ImageVersion(1, 0, 0, 0))
        .headerSize(FirmwareSamples.HEADER_OCTETS)
        .sign();
  }

  @Test
  void aSlotWithoutAnImageIsNotStarted() {
    byte[] erased = new byte[4096];
    Arrays.fill(erased, (byte) 0xff);
    expect(boot(Bytes.of(erased)), failed -> expectFailure(failed, Reason.NO_IMAGE));
  }

  @Test
  void withoutQemuOnThePathThatIsSaid() {
    Qemu nowhere = new Qemu("", Duration.ofSeconds(1));
    assertThat(nowhere.isInstalled()).isFalse();
    expectFailure(nowhere.boot(ImageSource.of(V2), word(0)), Reason.NOT_INSTALLED);
  }
}
