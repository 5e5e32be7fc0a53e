package dev.fuota.hal.sim;

import static dev.fuota.hal.sim.Parts.filled;
import static dev.fuota.hal.sim.Parts.pattern;
import static dev.fuota.hal.sim.Parts.program;
import static dev.fuota.hal.sim.Parts.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What forks cost and share; allocation is measured, in octets, on this thread. */
class FlashSharingTest {
  private static final int FORKS = 100_000;

  private final PowerSupply power = new PowerSupply(1);
  private final NorFlash factory =
      NorFlash.holding(
          FlashProfile.STM32L4, pattern(FlashProfile.STM32L4.geometry().size()), power);

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  @Test
  void aHundredThousandForksOfAMebibyteCostAFewHundredOctetsEach() {
    List<NorFlash> forks = new ArrayList<>(FORKS);
    long before = allocated();
    for (int i = 0; i < FORKS; i++) {
      forks.add(factory.fork(power));
    }
    long each = (allocated() - before) / FORKS;
    assertThat(each).as("octets for each fork").isPositive().isLessThan(256);
    assertThat(read(forks.get(FORKS - 1), 4096, 8)).isEqualTo(read(factory, 4096, 8));
  }

  @Test
  void aForkThatErasesASectorCostsNoSector() {
    long before = allocated();
    for (int i = 0; i < 1000; i++) {
      factory.fork(power).erase(7);
    }
    assertThat((allocated() - before) / 1000).isPositive().isLessThan(1024);
  }

  @Test
  void aForkThatWritesPaysForOneSector() {
    long before = allocated();
    for (int i = 0; i < 1000; i++) {
      NorFlash fork = factory.fork(power);
      fork.erase(7);
      program(fork, 7 * 2048, pattern(64));
    }
    assertThat((allocated() - before) / 1000).isBetween(2048L, 4096L);
  }

  @Test
  void forksOfForksGoTheirOwnWays() {
    List<NorFlash> line = new ArrayList<>(List.of(new NorFlash(FlashProfile.STM32WL, power)));
    for (int i = 0; i < 40; i++) {
      program(line.get(i), i * 8, filled(8, i + 1));
      line.add(line.get(i).fork(power));
      program(line.get(i), 8 * 40 + i * 8, filled(8, 0x77));
      line.get(i).erase(100 + i % 4);
    }
    for (int i = 0; i < 40; i++) {
      NorFlash fork = line.get(i);
      byte[] expected = filled(2048, 0xff);
      for (int known = 0; known <= i; known++) {
        System.arraycopy(filled(8, known + 1), 0, expected, known * 8, 8);
      }
      System.arraycopy(filled(8, 0x77), 0, expected, 8 * 40 + i * 8, 8);
      assertThat(read(fork, 0, 2048)).as("fork %d", i).isEqualTo(expected);
      assertThat(fork.wear(100 + i % 4)).isEqualTo(1);
      assertThat(fork.wear(100 + (i + 1) % 4)).isZero();
    }
  }

  @Test
  void whereverAForkIsProgrammedTheRestStaysAsItWas() {
    int size = FlashProfile.STM32L4.geometry().size();
    NorFlash fork = new NorFlash(FlashProfile.STM32L4, power).fork(power);
    byte[] expected = filled(size, 0xff);
    for (int sector : new int[] {167, 67, 511, 99, 290, 64}) {
      program(fork, sector * 2048, filled(8, sector));
      System.arraycopy(filled(8, sector), 0, expected, sector * 2048, 8);
      assertThat(read(fork, 0, size)).as("sector %d", sector).isEqualTo(expected);
    }
    assertThat(read(fork.fork(power), 0, size)).isEqualTo(expected);
  }
}
