package dev.fuota.hal.sim;

import static dev.fuota.hal.sim.Parts.filled;
import static dev.fuota.hal.sim.Parts.pattern;
import static dev.fuota.hal.sim.Parts.program;
import static dev.fuota.hal.sim.Parts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a part besides what cuts leave. */
class FlashDefectTest {
  private final PowerSupply power = new PowerSupply(3);
  private final NorFlash ecc = new NorFlash(FlashProfile.STM32WL, power);
  private final NorFlash plain = new NorFlash(FlashProfile.NRF52840, power);

  static Collection<FlashProfile> parts() {
    return FlashProfile.ALL;
  }

  @Test
  void aStuckBitKeepsItsValueThroughProgramAndErase() {
    plain.inject(new FlashDefect.StuckBits(5, 0x11, 0x01));
    assertThat(read(plain, 5, 1)).containsExactly(0xef);
    program(plain, 4, filled(4, 0x00));
    assertThat(read(plain, 4, 4)).containsExactly(0x00, 0x01, 0x00, 0x00);
    plain.erase(0);
    assertThat(read(plain, 4, 4)).containsExactly(0xff, 0xef, 0xff, 0xff);
    program(plain, 4, filled(4, 0x01));
    assertThat(read(plain, 4, 4)).isEqualTo(filled(4, 0x01));
  }

  @Test
  void oneWrongBitIsCorrectedAndCountedAndTwoAreAFault() {
    program(ecc, 0, pattern(16));
    ecc.inject(new FlashDefect.FlippedBits(3, 0x10));
    assertThat(read(ecc, 0, 16)).isEqualTo(pattern(16));
    assertThat(ecc.correctedReads()).isEqualTo(1);
    assertThat(read(ecc, 8, 8)).hasSize(8);
    assertThat(ecc.correctedReads()).isEqualTo(1);
    ecc.inject(new FlashDefect.FlippedBits(7, 0x01));
    assertThatExceptionOfType(FlashFault.class)
        .isThrownBy(() -> read(ecc, 6, 1))
        .satisfies(fault -> assertThat(fault.offset()).isZero());
    assertThat(read(ecc, 8, 8)).isEqualTo(Arrays.copyOfRange(pattern(16), 8, 16));
    ecc.erase(0);
    assertThat(read(ecc, 0, 8)).isEqualTo(filled(8, 0xff));
  }

  @Test
  void withoutEccAWrongBitIsRead() {
    program(plain, 0, filled(4, 0x5a));
    plain.inject(new FlashDefect.FlippedBits(2, 0x03));
    assertThat(read(plain, 0, 4)).containsExactly(0x5a, 0x5a, 0x59, 0x5a);
    assertThat(plain.correctedReads()).isZero();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void beyondItsEnduranceEachEraseLeavesOneMoreStuckBit(FlashProfile profile) {
    NorFlash flash = new NorFlash(Parts.small(profile), power);
    flash.inject(new FlashDefect.WornSector(1));
    assertThat(flash.wear(1)).isEqualTo(profile.endurance());
    for (int i = 0; i < 200; i++) {
      flash.erase(1);
    }
    assertThat(flash.wear(1)).isEqualTo(profile.endurance() + 200);
    flash.erase(0);
    assertThat(read(flash, 0, 512)).isEqualTo(filled(512, profile.geometry().erasedValue()));
    assertThat(wrongBits(flash)).as("erased, about half of 200").isBetween(60, 140);
  }

  /** How many bits of sector 1 read wrong; a granule that cannot be read counts as two. */
  private static int wrongBits(NorFlash flash) {
    Geometry geometry = flash.geometry();
    int wrong = 0;
    for (int at = 512; at < 1536; at += geometry.programSize()) {
      long corrected = flash.correctedReads();
      try {
        for (byte octet : read(flash, at, geometry.programSize())) {
          wrong += Integer.bitCount((octet ^ geometry.erasedValue()) & 0xff);
        }
        wrong += (int) (flash.correctedReads() - corrected);
      } catch (FlashFault fault) {
        wrong += 2;
      }
    }
    return wrong;
  }

  @ParameterizedTest
  @MethodSource("parts")
  void theEnduranceItselfIsFree(FlashProfile profile) {
    NorFlash flash = new NorFlash(Parts.small(profile), power);
    for (int i = 0; i < profile.endurance(); i++) {
      flash.erase(2);
    }
    assertThat(read(flash, 1536, 512)).isEqualTo(filled(512, profile.geometry().erasedValue()));
    assertThat(flash.correctedReads()).isZero();
  }

  @Test
  void aDeadSectorTakesNothingAndKeepsWhatItHolds() {
    program(ecc, 2064, pattern(8));
    ecc.inject(new FlashDefect.DeadSector(1));
    assertThatExceptionOfType(FlashFault.class).isThrownBy(() -> ecc.erase(1));
    assertThatExceptionOfType(FlashFault.class).isThrownBy(() -> program(ecc, 2056, pattern(8)));
    assertThatExceptionOfType(FlashFault.class).isThrownBy(() -> program(ecc, 2040, pattern(16)));
    power.cutAt(5, Tear.ALL);
    assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> ecc.erase(1));
    power.restore();
    assertThat(read(ecc, 2064, 8)).isEqualTo(pattern(8));
    assertThat(read(ecc, 2040, 8)).isEqualTo(filled(8, 0xff));
    ecc.erase(0);
    program(ecc, 2040, pattern(8));
  }

  @Test
  void theChosenOperationFailsOnceAndLeavesATornPlace() {
    ecc.inject(new FlashDefect.FailingOperation(2));
    ecc.inject(new FlashDefect.FailingOperation(4));
    program(ecc, 2048, pattern(8));
    assertThatExceptionOfType(FlashFault.class)
        .isThrownBy(() -> program(ecc, 0, filled(64, 0x00)))
        .withMessage("program of 0x0+64 failed");
    assertThat(read(ecc, 0, 64)).isNotEqualTo(filled(64, 0x00));
    ecc.erase(0);
    assertThatExceptionOfType(FlashFault.class)
        .isThrownBy(() -> ecc.erase(1))
        .withMessage("erase of sector 1 failed");
    ecc.erase(1);
    program(ecc, 2048, pattern(8));
    assertThat(read(ecc, 2048, 8)).isEqualTo(pattern(8));
  }

  @Test
  void aForkHasTheDefectsAndGetsItsOwn() {
    plain.inject(new FlashDefect.StuckBits(0, 0x01, 0x00));
    NorFlash fork = plain.fork(new PowerSupply(4));
    fork.inject(new FlashDefect.StuckBits(1, 0x01, 0x00));
    fork.erase(0);
    plain.erase(0);
    assertThat(read(fork, 0, 2)).containsExactly(0xfe, 0xfe);
    assertThat(read(plain, 0, 2)).containsExactly(0xfe, 0xff);
  }

  @Test
  void aDefectBeyondThePartIsRefused() {
    int size = ecc.geometry().size();
    for (FlashDefect defect :
        List.of(
            new FlashDefect.StuckBits(size, 1, 1),
            new FlashDefect.FlippedBits(-1, 1),
            new FlashDefect.WornSector(128),
            new FlashDefect.DeadSector(-1))) {
      assertThatThrownBy(() -> ecc.inject(defect)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void aCutProgramMayDisturbAnotherOctetOfItsPageAndNothingElse() {
    NorFlash clean = new NorFlash(FlashProfile.MX25R64, new PowerSupply(1));
    program(clean, 256, filled(200, 0xf7));
    program(clean, 0, filled(256, 0xf7));
    int disturbed = 0;
    for (long seed = 0; seed < 50; seed++) {
      PowerSupply supply = new PowerSupply(seed);
      NorFlash flash = clean.fork(supply);
      supply.cutAt(1, Tear.DISTURB);
      assertThatExceptionOfType(PowerLoss.class)
          .isThrownBy(() -> program(flash, 496, filled(8, 0xf0)));
      supply.restore();
      byte[] before = read(clean, 256, 200);
      byte[] after = read(flash, 256, 200);
      int changed = 0;
      for (int i = 0; i < 200; i++) {
        assertThat(after[i] & ~before[i]).as("only away from the erased value").isZero();
        changed += after[i] == before[i] ? 0 : 1;
      }
      assertThat(changed).isLessThanOrEqualTo(1);
      disturbed += changed;
      assertThat(read(flash, 0, 256)).isEqualTo(filled(256, 0xf7));
      assertThat(read(flash, 512, 512)).isEqualTo(filled(512, 0xff));
    }
    assertThat(disturbed).isBetween(20, 50);
  }
}
