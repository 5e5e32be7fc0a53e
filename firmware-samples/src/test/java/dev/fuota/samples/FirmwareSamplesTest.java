package dev.fuota.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FirmwareSamplesTest {
  private static final int SLOT = 256 * 1024;

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void committedImagesAreMadeOfCommittedProgramsAndKeys(Sample sample) {
    assertThat(FirmwareSamples.image(sample).equals(SignSamples.sign(sample))).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void eachImageIsAcceptedByTheHardwareThatItIsFor(Sample sample) {
    Verdict verdict = verify(sample, sample.hardware(), 0);
    assertThat(verdict).isInstanceOf(Accepted.class);
    assertThat(((Accepted) verdict).image().version()).isEqualTo(sample.version());
  }

  @Test
  void otherHardwareRefuses() {
    assertThat(verify(Sample.V2_OTHER_HARDWARE, FirmwareSamples.classId(), 0).refused())
        .map(Refused::reason)
        .contains(Reason.WRONG_HARDWARE);
  }

  @Test
  void theSecurityCounterKeepsVersion1OutOnceVersion2Ran() {
    assertThat(verify(Sample.V2, FirmwareSamples.classId(), 2).isAccepted()).isTrue();
    assertThat(verify(Sample.V1, FirmwareSamples.classId(), 2).refused())
        .map(Refused::reason)
        .contains(Reason.SECURITY_COUNTER_TOO_LOW);
  }

  private static Verdict verify(Sample sample, Bytes hardware, long counter) {
    TrustedKeys keys =
        TrustedKeys.fromPem(FirmwareSamples.publicKeyPem(sample)).value().orElseThrow();
    ImagePolicy policy =
        new ImagePolicy(
            keys, Optional.of(hardware), counter, Optional.of(new ImageVersion(1, 0, 0, 0)), SLOT);
    return ImageVerifier.verify(ImageSource.of(FirmwareSamples.image(sample)), policy);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Sample.Program.class)
  void programsAreSixtyKibibytesAndMoreAndEndWithTheirCrc(Sample.Program program) {
    byte[] octets = program.octets().toArray();
    assertThat(octets.length).isGreaterThanOrEqualTo(60 * 1024);
    CRC32 crc = new CRC32();
    crc.update(octets);
    // The CRC of octets with their CRC behind them, little-endian, is this constant.
    assertThat(crc.getValue()).isEqualTo(0x2144df1cL);
  }

  @Test
  void whatCAndJavaAgreeOnIsTheSameInBoth() throws IOException {
    String header = Files.readString(Path.of("src/main/c/reset_reason.h"));
    assertThat(header)
        .contains(
            String.format(
                "#define RESET_REASON_ADDRESS 0x%08xu", FirmwareSamples.RESET_REASON_ADDRESS))
        .contains(
            String.format(
                "#define RESET_REASON_TAG 0x%08xu", ResetReason.POWER_ON.word() & 0xffffff00));
    for (ResetReason reason : ResetReason.values()) {
      assertThat(header).contains("RESET_" + reason.name() + " = " + (reason.word() & 0xff) + ",");
    }
    assertThat(Files.readString(Path.of("src/main/c/link.ld")))
        .contains(
            String.format(
                "ORIGIN = 0x%08x", FirmwareSamples.SLOT_ADDRESS + FirmwareSamples.HEADER_OCTETS));
  }
}
