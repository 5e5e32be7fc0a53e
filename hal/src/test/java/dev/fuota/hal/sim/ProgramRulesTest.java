package dev.fuota.hal.sim;

import static dev.fuota.hal.sim.Parts.filled;
import static dev.fuota.hal.sim.Parts.pattern;
import static dev.fuota.hal.sim.Parts.program;
import static dev.fuota.hal.sim.Parts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fuota.hal.flash.FlashFault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What parts allow beyond the strictest rule, and what becomes of what they do not allow. */
class ProgramRulesTest {
  private final PowerSupply power = new PowerSupply(1);

  private NorFlash part(FlashProfile profile) {
    return new NorFlash(profile.asPart(), power);
  }

  private static void refuses(NorFlash flash, int offset, byte[] octets) {
    byte[] before = read(flash, offset, octets.length);
    assertThatIllegalStateException().isThrownBy(() -> program(flash, offset, octets));
    assertThat(read(flash, offset, octets.length)).isEqualTo(before);
  }

  @Test
  void anStm32TakesZerosOverWhatWasProgrammedAndNothingElse() {
    NorFlash flash = part(FlashProfile.STM32WL);
    program(flash, 0, pattern(16));
    refuses(flash, 0, filled(8, 1));
    refuses(flash, 0, pattern(8));
    program(flash, 0, filled(8, 0));
    program(flash, 0, filled(8, 0));
    assertThat(read(flash, 0, 8)).isEqualTo(filled(8, 0));
    assertThat(read(flash, 8, 8)).containsExactly(9, 10, 11, 12, 13, 14, 15, 16);
    refuses(flash, 0, filled(8, 1));
  }

  @Test
  void anStm32DoubleWordProgrammedAsOnesTakesNothingMore() {
    NorFlash flash = part(FlashProfile.STM32WL);
    program(flash, 8, filled(8, 0xff));
    refuses(flash, 8, filled(8, 0));
  }

  @Test
  void zerosCureADoubleWordThatCannotBeRead() {
    NorFlash flash = part(FlashProfile.STM32WL);
    power.cutAt(1, Tear.UNREADABLE);
    assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> program(flash, 0, filled(8, 0x5a)));
    power.restore();
    assertThatExceptionOfType(FlashFault.class).isThrownBy(() -> read(flash, 0, 8));
    program(flash, 0, filled(8, 0));
    assertThat(read(flash, 0, 8)).isEqualTo(filled(8, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MX25R6435F", "W25Q128", "STM32F4"})
  void spiFlashTakesAnyNumberOfChangesAwayFromTheErasedValue(String name) {
    NorFlash flash = part(FlashProfile.named(name).orElseThrow());
    for (int value = 0xff; value > 0; value = value >> 1) {
      program(flash, 4, filled(4, value));
      assertThat(read(flash, 4, 4)).isEqualTo(filled(4, value));
    }
    refuses(flash, 4, filled(4, 0x03));
    refuses(flash, 0, filled(8, 0x80));
  }

  @Test
  void anNrf5340WordIsProgrammedTwice() {
    NorFlash flash = part(FlashProfile.NRF5340);
    program(flash, 0, filled(8, 0x7f));
    program(flash, 0, filled(4, 0x3f));
    refuses(flash, 0, filled(4, 0x1f));
    program(flash, 4, filled(4, 0x3f));
    flash.erase(0);
    program(flash, 0, filled(4, 0x7f));
    program(flash, 0, filled(4, 0x3f));
  }

  @Test
  void anNrf52840BlockTakes403WordsWhicheverTheyAre() {
    NorFlash flash = part(FlashProfile.NRF52840);
    for (int i = 0; i < 3; i++) {
      program(flash, 512, filled(512, 0xff >> (i + 1)));
    }
    for (int i = 3 * 128; i < 403; i++) {
      program(flash, 512, filled(4, 0x0f));
    }
    refuses(flash, 516, filled(4, 0x01));
    program(flash, 1024, filled(4, 0x01));
    flash.erase(0);
    program(flash, 516, filled(4, 0x01));
  }

  @Test
  void aPartWithErasedValueZeroSetsBitsOnce() {
    NorFlash flash = part(FlashProfile.STM32L0);
    program(flash, 0, filled(4, 0x01));
    refuses(flash, 0, filled(4, 0x03));
    refuses(flash, 0, filled(4, 0x00));
    FlashProfile rewritable =
        new FlashProfile(
            "zero",
            FlashProfile.STM32L0.geometry(),
            false,
            ProgramRule.ANY_NUMBER,
            false,
            FlashProfile.STM32L0.times(),
            1,
            0,
            "invented");
    NorFlash other = new NorFlash(rewritable, power);
    program(other, 0, filled(4, 0x01));
    program(other, 0, filled(4, 0x03));
    assertThat(read(other, 0, 4)).isEqualTo(filled(4, 0x03));
    refuses(other, 0, filled(4, 0x01));
  }

  @Test
  void misuseMayBeToldAndThenThePartDoesWhatItDoes() {
    NorFlash flash = new NorFlash(FlashProfile.MX25R64, power);
    List<FlashMisuse> told = new ArrayList<>();
    flash.tellMisuse(told::add);
    program(flash, 8, filled(1, 0xf0));
    program(flash, 0, filled(16, 0x3c));
    assertThat(told).containsExactly(new FlashMisuse(2, 0, 16, 8, "program 0x8+1"));
    assertThat(told.get(0).message())
        .isEqualTo("program 0x0+16: granule 0x8 is not erased; operations before: program 0x8+1");
    byte[] octets = filled(16, 0x3c);
    octets[8] = 0x30;
    assertThat(read(flash, 0, 16)).isEqualTo(octets);
    assertThat(power.operations()).isEqualTo(2);
  }

  @Test
  void aWordProgrammedTooOftenReadsByChance() {
    NorFlash flash = new NorFlash(FlashProfile.NRF5340, power);
    flash.tellMisuse(misuse -> {});
    program(flash, 0, filled(512, 0x7f));
    program(flash, 0, filled(512, 0x3f));
    assertThat(read(flash, 0, 512)).isEqualTo(filled(512, 0x3f));
    program(flash, 0, filled(512, 0x1f));
    assertThat(read(flash, 0, 512)).isNotEqualTo(read(flash, 0, 512)).containsOnly(0x1f, 0x3f);
  }

  @Test
  void toldMisuseOfAnEccPartIsAFaultFromThatGranuleOn() {
    NorFlash flash = new NorFlash(FlashProfile.STM32WL, power);
    List<FlashMisuse> told = new ArrayList<>();
    flash.tellMisuse(told::add);
    program(flash, 8, filled(8, 0x11));
    assertThatExceptionOfType(FlashFault.class)
        .isThrownBy(() -> program(flash, 0, filled(24, 0x22)))
        .satisfies(fault -> assertThat(fault.offset()).isEqualTo(8));
    assertThat(read(flash, 0, 8)).isEqualTo(filled(8, 0x22));
    assertThat(read(flash, 8, 8)).isEqualTo(filled(8, 0x11));
    assertThat(read(flash, 16, 8)).isEqualTo(filled(8, 0xff));
    program(flash, 8, filled(8, 0x00));
    assertThat(read(flash, 8, 8)).isEqualTo(filled(8, 0x00));
    assertThat(told).extracting(FlashMisuse::operation).containsExactly(2L, 3L);
  }

  @Test
  void aForkKnowsTheOperationsBeforeIt() {
    NorFlash flash = new NorFlash(FlashProfile.STM32WL, power);
    flash.erase(3);
    program(flash, 0, filled(8, 1));
    NorFlash fork = flash.fork(new PowerSupply(2));
    program(flash, 8, filled(8, 1));
    assertThatIllegalStateException()
        .isThrownBy(() -> program(fork, 0, filled(8, 1)))
        .withMessageEndingWith("operations before: erase sector 3, program 0x0+8");
  }
}
