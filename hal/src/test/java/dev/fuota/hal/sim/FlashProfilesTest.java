package dev.fuota.hal.sim;

import static dev.fuota.hal.sim.Parts.filled;
import static dev.fuota.hal.sim.Parts.pattern;
import static dev.fuota.hal.sim.Parts.program;
import static dev.fuota.hal.sim.Parts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fuota.hal.flash.Geometry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FlashProfilesTest {
  @TempDir private Path directory;

  private final PowerSupply power = new PowerSupply(1);

  static Collection<FlashProfile> parts() {
    return FlashProfile.ALL;
  }

  static Stream<Arguments> tears() {
    return FlashProfile.ALL.stream()
        .flatMap(part -> Stream.of(Tear.values()).map(tear -> Arguments.of(part.name(), tear)));
  }

  private static FlashProfile named(String name) {
    return FlashProfile.named(name).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aPartIsErasedBySectorsAndProgrammedByGranules(FlashProfile profile) {
    NorFlash flash = new NorFlash(profile, power);
    Geometry geometry = flash.geometry();
    int erased = geometry.erasedValue();
    int last = geometry.sectorCount() - 1;
    int start = geometry.sectorOffset(last);
    int size = geometry.sectorSize(last);
    assertThat(read(flash, start, size)).isEqualTo(filled(size, erased));
    byte[] both = pattern(size + 64);
    program(flash, start - 64, both);
    assertThat(read(flash, start - 64, size + 64)).isEqualTo(both);
    flash.erase(last);
    assertThat(read(flash, start, size)).isEqualTo(filled(size, erased));
    assertThat(read(flash, start - 64, 64)).isEqualTo(pattern(64));
    assertThat(read(flash, start - 80, 16)).isEqualTo(filled(16, erased));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void byDefaultAGranuleIsProgrammedOnceWhateverThePartAllows(FlashProfile profile) {
    NorFlash flash = new NorFlash(profile, power);
    int granule = flash.geometry().programSize();
    flash.erase(1);
    int at = flash.geometry().sectorOffset(1);
    program(flash, at, pattern(2 * granule));
    assertThatIllegalStateException()
        .isThrownBy(() -> program(flash, at + granule, pattern(2 * granule)))
        .withMessageContaining(String.format("granule 0x%x is not erased", at + granule))
        .withMessageContaining(String.format("erase sector 1, program 0x%x+", at));
    assertThat(read(flash, at, 2 * granule)).isEqualTo(pattern(2 * granule));
    if (granule > 1) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> program(flash, at + 4 * granule + 1, pattern(granule)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> program(flash, at + 4 * granule, pattern(granule - 1)));
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("tears")
  void whatATearLeavesStaysInItsPlaceAndIsCuredByAnErase(String name, Tear tear) {
    FlashProfile profile = Parts.small(named(name));
    for (long seed = 0; seed < 30; seed++) {
      PowerSupply supply = new PowerSupply(seed);
      NorFlash flash = new NorFlash(profile, supply);
      program(flash, 0, pattern(256));
      supply.cutAt(2, tear);
      assertThatExceptionOfType(PowerLoss.class)
          .isThrownBy(() -> program(flash, 512, pattern(512)));
      supply.restore();
      assertThat(read(flash, 0, 256)).isEqualTo(pattern(256));
      assertThat(read(flash, 1024, 1024)).isEqualTo(filled(1024, profile.geometry().erasedValue()));
      supply.cutAt(3, tear);
      assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> flash.erase(1));
      supply.restore();
      flash.erase(1);
      program(flash, 512, pattern(1024));
      assertThat(read(flash, 0, 256)).isEqualTo(pattern(256));
      assertThat(read(flash, 512, 1024)).isEqualTo(pattern(1024));
    }
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aFileKeepsTheContentOfAnyPart(FlashProfile profile) throws IOException {
    NorFlash flash = new NorFlash(profile, power);
    int end = flash.geometry().size();
    program(flash, 64, pattern(640));
    program(flash, end - 8, pattern(8));
    Path file = directory.resolve("flash.bin");
    FlashFile.save(flash, file);
    assertThat(file).hasSize(end);
    NorFlash loaded = FlashFile.load(file, profile, new PowerSupply(2));
    assertThat(read(loaded, 0, 1024)).isEqualTo(read(flash, 0, 1024));
    assertThat(read(loaded, end - 16, 16)).isEqualTo(read(flash, end - 16, 16));
    program(loaded, 0, pattern(64));
    assertThatIllegalStateException().isThrownBy(() -> program(loaded, 64, pattern(8)));
    Files.write(file, new byte[end - 1]);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> FlashFile.load(file, profile, power))
        .withMessage(
            "%s has %d octets, the flash of %s has %d", file, end - 1, profile.name(), end);
  }

  @ParameterizedTest(name = "{0}: {1} octets at {2} take {3} us, {4} us at most")
  @CsvSource({
    "STM32WL, 2048, 0, 20992, 23296",
    "nRF52840, 8, 4, 82, 82",
    "nRF5340, 4, 0, 43, 43",
    "MX25R6435F, 1, 0, 32, 192",
    "MX25R6435F, 100, 0, 131, 786",
    "MX25R6435F, 256, 0, 900, 5400",
    "MX25R6435F, 512, 128, 1218, 7308",
    "W25Q128, 255, 1, 700, 4200",
    "W25Q128, 4, 254, 70, 420",
    "STM32F4, 8, 0, 32, 200",
    "STM32L0, 4, 0, 3200, 3940",
  })
  void programmingTakesWhatTheDataSheetSays(
      String name, int length, int offset, long typical, long max) {
    NorFlash flash = new NorFlash(named(name), power);
    program(flash, offset, pattern(length));
    assertThat(flash.busyTime().toNanos()).isEqualTo(typical * 1000);
    assertThat(flash.busyTimeMax().toNanos()).isEqualTo(max * 1000);
  }

  @ParameterizedTest(name = "{0}: sector {1} takes {2} us, {3} us at most")
  @CsvSource({
    "STM32L4, 0, 22000, 24500",
    "nRF52840, 0, 85000, 89700",
    "nRF5340, 0, 87500, 87500",
    "MX25R6435F, 0, 48000, 384000",
    "W25Q128, 4095, 64000, 896000",
    "STM32F4, 3, 250000, 500000",
    "STM32F4, 4, 550000, 1100000",
    "STM32F4, 11, 1000000, 2000000",
    "STM32L0, 1535, 3200, 3940",
  })
  void erasingTakesWhatTheDataSheetSays(String name, int sector, long typical, long max) {
    NorFlash flash = new NorFlash(named(name), power);
    flash.erase(sector);
    assertThat(flash.busyTime().toNanos()).isEqualTo(typical * 1000);
    assertThat(flash.busyTimeMax().toNanos()).isEqualTo(max * 1000);
  }

  @Test
  void partsAreFoundByNameAndTurnedStrictOrNot() {
    assertThat(FlashProfile.named("stm32wl")).contains(FlashProfile.STM32WL);
    assertThat(FlashProfile.named("none")).isEmpty();
    assertThat(FlashProfile.STM32WL.asPart().strict()).isFalse();
    assertThat(FlashProfile.STM32WL.asPart().asStrict()).isEqualTo(FlashProfile.STM32WL);
    assertThat(FlashProfile.STM32F4.geometry().size()).isEqualTo(1 << 20);
    assertThat(FlashProfile.STM32L0.geometry().size()).isEqualTo(192 << 10);
    assertThat(FlashProfile.W25Q128.geometry().size()).isEqualTo(16 << 20);
    assertThat(List.of(FlashProfile.STM32F4, FlashProfile.STM32L0))
        .allSatisfy(part -> assertThat(part.source()).contains("from memory"));
  }
}
