package dev.fuota.hal.sim;

import static dev.fuota.hal.sim.Parts.filled;
import static dev.fuota.hal.sim.Parts.pattern;
import static dev.fuota.hal.sim.Parts.program;
import static dev.fuota.hal.sim.Parts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Partition;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said to read surely, does. */
class SureReadTest {
  private static final int READINGS = 40;
  private final PowerSupply power = new PowerSupply(5);
  private final NorFlash flash = new NorFlash(Parts.small(FlashProfile.STM32WL), power);

  private static boolean surely(NorFlash flash, int offset, byte[] octets) {
    return flash.surelyReads(offset, ByteBuffer.wrap(octets));
  }

  @Test
  void whatWasProgrammedReadsSurelyAcrossSectors() {
    program(flash, 504, pattern(16));
    assertThat(surely(flash, 504, pattern(16))).isTrue();
    assertThat(surely(flash, 496, filled(8, 0xff))).isTrue();
    assertThat(surely(flash, 504, filled(16, 1))).isFalse();
    byte[] lastDiffers = pattern(16);
    lastDiffers[15] ^= 1;
    assertThat(surely(flash, 504, lastDiffers)).isFalse();
    assertThat(new Partition(flash, 1, 2).surelyReads(0, ByteBuffer.wrap(pattern(16), 8, 8)))
        .isTrue();
  }

  @Test
  void whatEccPutsRightIsNotSure() {
    program(flash, 0, pattern(16));
    flash.inject(new FlashDefect.FlippedBits(3, 0x10));
    assertThat(surely(flash, 0, pattern(8))).isFalse();
    assertThat(surely(flash, 4, new byte[] {5})).isFalse();
    assertThat(surely(flash, 8, new byte[] {9, 10})).isTrue();
    read(flash, 0, 16);
    assertThat(flash.correctedReads()).isEqualTo(1);
  }

  @Test
  void theBoundsAndThePowerAreThoseOfARead() {
    assertThat(flash.surelyReads(0, ByteBuffer.allocate(0))).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> surely(flash, flash.geometry().size() - 7, filled(8, 0xff)));
    power.cut();
    assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> surely(flash, 0, filled(8, 0xff)));
  }

  @ParameterizedTest
  @EnumSource
  void afterATearOnlyWhatReadsTheSameManyTimesIsSure(Tear tear) {
    for (int number = 1; number <= 2; number++) {
      NorFlash torn = flash.fork(power);
      program(torn, 512, pattern(1024));
      power.cutAt(power.operations() + 1, tear);
      FlashOperation operation =
          number == 1
              ? FlashOperation.erase(512, 1024)
              : FlashOperation.program(0, ByteBuffer.wrap(pattern(256)));
      assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> operation.performOn(torn));
      power.restore();
      for (int at = 0; at < torn.geometry().size(); at += 8) {
        checkGranule(torn, at);
      }
    }
  }

  private static void checkGranule(NorFlash torn, int at) {
    byte[] first;
    try {
      first = read(torn, at, 8);
    } catch (FlashFault unreadable) {
      assertThat(surely(torn, at, filled(8, 0xff))).isFalse();
      return;
    }
    if (surely(torn, at, first)) {
      for (int i = 0; i < READINGS; i++) {
        assertThat(read(torn, at, 8)).isEqualTo(first);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"NRF52840", "MX25R64"})
  void withoutEccAFlippedBitIsNotSure(String part) {
    FlashProfile profile = part.equals("MX25R64") ? FlashProfile.MX25R64 : FlashProfile.NRF52840;
    NorFlash plain = new NorFlash(profile, power);
    plain.inject(new FlashDefect.FlippedBits(0, 1));
    assertThat(surely(plain, 0, read(plain, 0, 4))).isFalse();
    assertThat(surely(plain, 4, filled(4, 0xff))).isTrue();
  }
}
