package dev.fuota.hal.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NorFlashTest {
  private static final FlashProfile ECC = profile(8, 0xff, true);
  private static final FlashProfile SPI = profile(1, 0xff, false);

  private final PowerSupply power = new PowerSupply(5);
  private final NorFlash flash = new NorFlash(ECC, power);

  private static FlashProfile profile(int granule, int erasedValue, boolean ecc) {
    Geometry geometry = new Geometry(64, 4, granule, erasedValue);
    return new FlashProfile(
        "small", geometry, ecc, Duration.ofNanos(82_000), Duration.ofMillis(22));
  }

  private static byte[] filled(int length, int value) {
    byte[] octets = new byte[length];
    Arrays.fill(octets, (byte) value);
    return octets;
  }

  private static void program(NorFlash flash, int offset, byte[] octets) {
    flash.program(offset, ByteBuffer.wrap(octets));
  }

  private static byte[] read(NorFlash flash, int offset, int length) {
    byte[] octets = new byte[length];
    flash.read(offset, ByteBuffer.wrap(octets));
    return octets;
  }

  @ParameterizedTest(name = "erased value {0}")
  @ValueSource(ints = {0xff, 0x00})
  void aNewPartAndAnErasedSectorReadAsTheErasedValue(int erasedValue) {
    NorFlash part = new NorFlash(profile(4, erasedValue, false), power);
    assertThat(read(part, 0, 256)).isEqualTo(filled(256, erasedValue));
    program(part, 64, filled(64, 0x5a));
    part.erase(1);
    assertThat(read(part, 0, 256)).isEqualTo(filled(256, erasedValue));
  }

  @Test
  void whatWasProgrammedIsReadAcrossSectors() {
    byte[] octets = new byte[80];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) i;
    }
    program(flash, 56, octets);
    assertThat(read(flash, 56, 80)).isEqualTo(octets);
    assertThat(read(flash, 59, 3)).containsExactly(3, 4, 5);
    assertThat(read(flash, 48, 8)).isEqualTo(filled(8, 0xff));
  }

  @Test
  void erasingLeavesTheOtherSectorsAlone() {
    program(flash, 0, filled(256, 0x11));
    flash.erase(2);
    assertThat(read(flash, 0, 128)).isEqualTo(filled(128, 0x11));
    assertThat(read(flash, 128, 64)).isEqualTo(filled(64, 0xff));
    assertThat(read(flash, 192, 64)).isEqualTo(filled(64, 0x11));
  }

  @Test
  void aGranuleIsNotProgrammedTwiceWithoutAnErase() {
    flash.erase(0);
    program(flash, 16, filled(8, 0x5a));
    assertThatIllegalStateException()
        .isThrownBy(() -> program(flash, 8, filled(16, 0x00)))
        .withMessageContaining("program 0x8+16")
        .withMessageContaining("granule 0x10 is not erased")
        .withMessageContaining("erase sector 0, program 0x10+8");
    flash.erase(0);
    program(flash, 8, filled(16, 0x00));
  }

  @Test
  void onPartsWithEccTheErasedValueUsesAGranuleUp() {
    program(flash, 0, filled(8, 0xff));
    assertThatIllegalStateException().isThrownBy(() -> program(flash, 0, filled(8, 1)));
    NorFlash spi = new NorFlash(SPI, power);
    program(spi, 0, filled(8, 0xff));
    program(spi, 0, filled(8, 1));
    assertThatIllegalStateException().isThrownBy(() -> program(spi, 7, filled(1, 0)));
  }

  @Test
  void unalignedAndOutOfRangeUseIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> program(flash, 4, filled(8, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> program(flash, 8, filled(4, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> program(flash, 8, filled(0, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> program(flash, 256, filled(8, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> program(flash, -8, filled(8, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> read(flash, 255, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> read(flash, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> flash.erase(4));
    assertThatIllegalArgumentException().isThrownBy(() -> flash.erase(-1));
    assertThat(power.operations()).isZero();
  }

  @Test
  void operationsWearAndTimeAreCounted() {
    flash.erase(1);
    flash.erase(1);
    program(flash, 64, filled(24, 1));
    assertThat(power.operations()).isEqualTo(3);
    assertThat(flash.wear(1)).isEqualTo(2);
    assertThat(flash.wear(0)).isZero();
    assertThat(flash.maxWear()).isEqualTo(2);
    assertThat(flash.busyTime()).isEqualTo(Duration.ofNanos(2 * 22_000_000L + 3 * 82_000));
  }

  @Test
  void forksShareContentAndGoTheirOwnWays() {
    program(flash, 0, filled(64, 0x11));
    NorFlash fork = flash.fork(new PowerSupply(6));
    program(fork, 64, filled(8, 0x22));
    fork.erase(0);
    program(flash, 128, filled(8, 0x33));
    assertThat(read(flash, 0, 64)).isEqualTo(filled(64, 0x11));
    assertThat(read(flash, 64, 8)).isEqualTo(filled(8, 0xff));
    assertThat(read(fork, 0, 64)).isEqualTo(filled(64, 0xff));
    assertThat(read(fork, 128, 8)).isEqualTo(filled(8, 0xff));
    assertThat(flash.wear(0)).isZero();
    assertThat(fork.wear(0)).isEqualTo(1);
    program(flash, 64, filled(8, 0x44));
    assertThat(read(fork, 64, 8)).isEqualTo(filled(8, 0x22));
  }

  @Test
  void aLoadedPartHoldsTheContentAndBlankGranulesStayErased() {
    byte[] content = filled(21, 0x77);
    Arrays.fill(content, 8, 16, (byte) 0xff);
    NorFlash loaded = NorFlash.holding(ECC, content, power);
    assertThat(read(loaded, 0, 21)).isEqualTo(content);
    assertThat(read(loaded, 21, 11)).isEqualTo(filled(11, 0xff));
    program(loaded, 8, filled(8, 0x01));
    assertThatIllegalStateException().isThrownBy(() -> program(loaded, 16, filled(8, 1)));
    assertThat(loaded.maxWear()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NorFlash.holding(ECC, new byte[257], power));
  }

  @Test
  void withoutPowerNothingWorks() {
    power.cut();
    assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> read(flash, 0, 1));
    assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> flash.erase(0));
    assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> program(flash, 0, filled(8, 1)));
    power.restore();
    assertThat(read(flash, 0, 8)).isEqualTo(filled(8, 0xff));
    assertThat(power.operations()).isZero();
  }

  @Test
  void theSupplyFailsAtThePlannedOperationOnly() {
    power.cutAt(3, Tear.NOTHING);
    flash.erase(0);
    program(flash, 0, filled(8, 1));
    assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> program(flash, 8, filled(8, 2)));
    assertThat(power.isOn()).isFalse();
    power.restore();
    program(flash, 8, filled(8, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> power.cutAt(4, Tear.ALL));
  }

  /** Seeds, so that all points at which a program operation of four granules stops are drawn. */
  private NorFlash tornProgram(FlashProfile profile, Tear tear, long seed) {
    PowerSupply supply = new PowerSupply(seed);
    NorFlash torn = new NorFlash(profile, supply);
    supply.cutAt(1, tear);
    assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> program(torn, 0, filled(32, 0x00)));
    supply.restore();
    return torn;
  }

  @ParameterizedTest
  @EnumSource(Tear.class)
  void aTornProgramOperationTouchesOnlyItsGranulesAndIsCuredByAnErase(Tear tear) {
    for (long seed = 0; seed < 50; seed++) {
      NorFlash torn = tornProgram(ECC, tear, seed);
      assertThat(read(torn, 32, 224)).isEqualTo(filled(224, 0xff));
      torn.erase(0);
      program(torn, 0, filled(64, 0x3c));
      assertThat(read(torn, 0, 64)).isEqualTo(filled(64, 0x3c));
    }
  }

  @Test
  void aCutProgramOperationIsDoneToAnyGranuleFromEitherEnd() {
    boolean[] first = new boolean[5];
    boolean[] last = new boolean[5];
    for (long seed = 0; seed < 100; seed++) {
      first[done(tornProgram(ECC, Tear.FIRST_PART, seed), false)] = true;
      last[done(tornProgram(ECC, Tear.LAST_PART, seed), true)] = true;
    }
    assertThat(first).containsExactly(true, true, true, true, false);
    assertThat(last).containsExactly(true, true, true, true, false);
    assertThat(done(tornProgram(ECC, Tear.NOTHING, 1), false)).isZero();
    assertThat(done(tornProgram(ECC, Tear.ALL, 1), false)).isEqualTo(4);
  }

  /** How many granules were programmed, counted from one end; none may be beyond. */
  private static int done(NorFlash flash, boolean fromEnd) {
    byte[] octets = read(flash, 0, 32);
    int done = 0;
    for (byte octet : octets) {
      done += octet == 0 ? 1 : 0;
    }
    byte[] expected = filled(32, 0xff);
    Arrays.fill(expected, fromEnd ? 32 - done : 0, fromEnd ? 32 : done, (byte) 0);
    assertThat(octets).isEqualTo(expected);
    assertThat(done % 8).isZero();
    return done / 8;
  }

  @Test
  void aTornGranuleIsAMixtureThatCannotBeProgrammedAgain() {
    for (long seed = 0; seed < 50; seed++) {
      NorFlash torn = tornProgram(ECC, Tear.TORN, seed);
      byte[] octets = read(torn, 0, 32);
      assertThat(read(torn, 0, 32)).isEqualTo(octets);
      int mixed = 0;
      while (octets[mixed] == 0) {
        mixed++;
      }
      int granule = mixed / 8 * 8;
      assertThat(read(torn, granule + 8, 24 - granule)).isEqualTo(filled(24 - granule, 0xff));
      assertThatIllegalStateException().isThrownBy(() -> program(torn, granule, filled(8, 0x00)));
    }
  }

  @Test
  void anUnstableGranuleReadsDifferentlyEachTime() {
    NorFlash torn = tornProgram(ECC, Tear.UNSTABLE, 1);
    assertThat(read(torn, 0, 32)).isNotEqualTo(read(torn, 0, 32));
  }

  @Test
  void aGranuleWithBrokenEccIsAFaultThatNamesItsPlace() {
    NorFlash torn = tornProgram(ECC, Tear.UNREADABLE, 1);
    assertThatExceptionOfType(FlashFault.class)
        .isThrownBy(() -> read(torn, 0, 32))
        .satisfies(
            fault -> {
              assertThat(fault.offset()).isBetween(0, 24);
              assertThatExceptionOfType(FlashFault.class)
                  .isThrownBy(() -> read(torn, fault.offset() + 7, 1));
            });
    assertThat(read(tornProgram(SPI, Tear.UNREADABLE, 1), 32, 1)).containsExactly(0xff);
  }

  private static NorFlash tornErase(FlashProfile profile, Tear tear, long seed) {
    PowerSupply supply = new PowerSupply(seed);
    NorFlash torn = new NorFlash(profile, supply);
    program(torn, 0, filled(256, 0x00));
    supply.cutAt(2, tear);
    assertThatExceptionOfType(PowerLoss.class).isThrownBy(() -> torn.erase(1));
    supply.restore();
    return torn;
  }

  @ParameterizedTest
  @EnumSource(Tear.class)
  void aTornEraseTouchesOnlyItsSectorAndIsCuredByAnother(Tear tear) {
    for (FlashProfile profile : new FlashProfile[] {ECC, SPI}) {
      for (long seed = 0; seed < 50; seed++) {
        NorFlash torn = tornErase(profile, tear, seed);
        assertThat(read(torn, 0, 64)).isEqualTo(filled(64, 0x00));
        assertThat(read(torn, 128, 128)).isEqualTo(filled(128, 0x00));
        torn.erase(1);
        assertThat(read(torn, 64, 64)).isEqualTo(filled(64, 0xff));
        program(torn, 64, filled(64, 0x3c));
        assertThat(read(torn, 64, 64)).isEqualTo(filled(64, 0x3c));
      }
    }
  }

  @Test
  void aCutEraseIsDoneFromEitherEnd() {
    byte[] first = read(tornErase(ECC, Tear.FIRST_PART, 1), 64, 64);
    byte[] last = read(tornErase(ECC, Tear.LAST_PART, 1), 64, 64);
    assertThat(first).startsWith(0xff).endsWith(0x00);
    assertThat(last).startsWith(0x00).endsWith(0xff);
    assertThat(read(tornErase(ECC, Tear.NOTHING, 1), 64, 64)).isEqualTo(filled(64, 0x00));
    assertThat(read(tornErase(ECC, Tear.ALL, 1), 64, 64)).isEqualTo(filled(64, 0xff));
  }

  @Test
  void aGranuleOfWhichAnOctetIsNotErasedStaysUsed() {
    NorFlash torn = tornErase(ECC, Tear.FIRST_PART, 3);
    byte[] octets = read(torn, 64, 64);
    int old = 0;
    while (octets[old] != 0) {
      old++;
    }
    int granule = 64 + old / 8 * 8;
    assertThatIllegalStateException().isThrownBy(() -> program(torn, granule, filled(8, 0x00)));
    program(torn, granule - 8, filled(8, 0x00));
  }

  @Test
  void aWeakSectorReadsBlankAndHoldsNothing() {
    NorFlash torn = tornErase(ECC, Tear.WEAK, 1);
    assertThat(read(torn, 64, 64)).isEqualTo(filled(64, 0xff));
    program(torn, 64, filled(8, 0x3c));
    assertThat(read(torn, 64, 8)).isNotEqualTo(filled(8, 0x3c));
  }

  @Test
  void anUnstableSectorReadsDifferentlyEachTime() {
    NorFlash torn = tornErase(ECC, Tear.UNSTABLE, 1);
    assertThat(read(torn, 64, 64)).isNotEqualTo(read(torn, 64, 64));
  }

  @Test
  void anEraseMayLeaveGranulesWithBrokenEcc() {
    NorFlash torn = tornErase(ECC, Tear.UNREADABLE, 1);
    assertThatExceptionOfType(FlashFault.class).isThrownBy(() -> read(torn, 64, 64));
  }

  @Test
  void theSameSeedTearsTheSameWay() {
    for (Tear tear : Tear.values()) {
      if (tear != Tear.UNREADABLE) {
        assertThat(read(tornErase(ECC, tear, 9), 0, 256))
            .isEqualTo(read(tornErase(ECC, tear, 9), 0, 256));
      }
    }
  }

  @Test
  void dataSheetNumbersGiveTheKnownTimeOfAPage() {
    NorFlash part = new NorFlash(FlashProfile.STM32L4, power);
    part.erase(0);
    program(part, 0, filled(2048, 1));
    assertThat(part.busyTime()).isEqualTo(Duration.ofNanos(22_000_000L + 256 * 82_000L));
    assertThat(part.geometry().size()).isEqualTo(1 << 20);
    assertThat(FlashProfile.STM32WL.geometry().size()).isEqualTo(1 << 18);
  }
}
