package dev.fuota.agent.fragmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.agent.step.Origin;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Partition;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Tear;
import dev.fuota.protocol.codec.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentLogTest {
  private static final int SIZE = 200; // cells of 216 octets, nine a sector
  private static final int PER_SECTOR = 9;
  private static final int SECTORS = 6;

  private final PowerSupply power = new PowerSupply(3);
  private final NorFlash flash = new NorFlash(FlashProfile.STM32WL, power);

  private FragmentLog log(long session) {
    FragmentLog log = new FragmentLog(new Partition(flash, 10, SECTORS));
    log.open(session, SIZE);
    return log;
  }

  private static Bytes data(int n) {
    byte[] octets = new byte[SIZE];
    new SplittableRandom(n).nextBytes(octets);
    return Bytes.of(octets);
  }

  private static void append(FragmentLog log, int n) {
    log.append(n, data(n), Origin.unicast(n));
  }

  private static void assertHolds(FragmentLog log, int n) {
    byte[] octets = new byte[SIZE];
    log.read(n, octets);
    assertThat(Bytes.of(octets)).as("fragment %d", n).isEqualTo(data(n));
  }

  @Test
  @DisplayName("Fragments, their numbers and their origins are there after a reset")
  void survivesAReset() {
    FragmentLog log = log(77);
    List<Origin> origins =
        List.of(Origin.unicast(0xffff_ffffL), new Origin(0, 0, 0), new Origin(3, 8191, 70_000));
    int[] numbers = {16_383, 1, 500};
    for (int i = 0; i < numbers.length; i++) {
      log.append(numbers[i], data(numbers[i]), origins.get(i));
    }
    List<Origin> heard = new ArrayList<>();
    FragmentLog again = log(77);
    assertThat(again.scan(heard::add)).containsExactlyInAnyOrder(16_383, 1, 500);
    assertThat(heard).isEqualTo(origins);
    for (int n : numbers) {
      assertHolds(again, n);
    }
  }

  @Test
  @DisplayName("A fragment costs one program operation, and a sector one erase before its first")
  void costs() {
    FragmentLog log = log(1);
    for (int n = 1; n <= PER_SECTOR + 1; n++) {
      append(log, n);
    }
    long granules = PER_SECTOR + 1;
    assertThat(power.operations()).isEqualTo(granules + 2);
  }

  @Test
  @DisplayName("Fragments of another session do not count, and beginning one costs nothing")
  void otherSession() {
    append(log(1), 5);
    long before = power.operations();
    FragmentLog next = log(2);
    assertThat(next.scan(origin -> {})).isEmpty();
    assertThat(power.operations()).isEqualTo(before);
    append(next, 5);
    assertThat(log(1).scan(origin -> {})).isEmpty();
    assertThat(log(2).scan(origin -> {})).containsExactly(5);
  }

  @Test
  @DisplayName("After a reset the log goes on in a fresh sector; the old ones keep theirs")
  void goesOnInAFreshSector() {
    FragmentLog first = log(1);
    append(first, 1);
    append(first, 2);
    FragmentLog second = log(1);
    second.scan(origin -> {});
    append(second, 3);
    assertThat(flash.wear(10)).isEqualTo(1);
    assertThat(flash.wear(11)).isEqualTo(1);
    assertThat(log(1).scan(origin -> {})).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  @DisplayName("A full log refuses, and keeps what it has")
  void full() {
    FragmentLog log = log(1);
    for (int n = 1; n <= SECTORS * PER_SECTOR; n++) {
      append(log, n);
    }
    assertThatThrownBy(() -> append(log, 1000)).isInstanceOf(FlashFault.class);
    assertThat(log.numbers()).hasSize(SECTORS * PER_SECTOR);
    assertHolds(log, 1);
  }

  @Test
  @DisplayName("The promised capacity leaves spare sectors for resets")
  void capacity() {
    Partition partition = new Partition(flash, 10, SECTORS);
    int promised = (SECTORS - FragmentLog.SPARE_SECTORS) * PER_SECTOR;
    assertThat(FragmentLog.capacity(partition.geometry(), SIZE)).isEqualTo(promised);
    assertThat(FragmentLog.capacity(new Partition(flash, 0, 3).geometry(), SIZE)).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Tear.class)
  @DisplayName("A cut at any operation loses no earlier fragment, and the next ones find a place")
  void survivesCuts(Tear tear) {
    for (int cut = 1; cut <= 2 * PER_SECTOR; cut++) {
      PowerSupply supply = new PowerSupply(cut);
      NorFlash part = new NorFlash(FlashProfile.STM32WL, supply);
      supply.cutAt(cut, tear);
      int kept = appendUntilCut(new Partition(part, 0, SECTORS));
      supply.restore();
      FragmentLog again = new FragmentLog(new Partition(part, 0, SECTORS));
      again.open(1, SIZE);
      int[] found = again.scan(origin -> {});
      assertThat(found.length).as("cut %d", cut).isBetween(kept, kept + 1);
      append(again, 1000);
      for (int n = 1; n <= kept; n++) {
        assertHolds(again, n);
      }
      assertHolds(again, 1000);
    }
  }

  private static int appendUntilCut(Partition partition) {
    FragmentLog log = new FragmentLog(partition);
    log.open(1, SIZE);
    int kept = 0;
    try {
      while (true) {
        append(log, kept + 1);
        kept++;
      }
    } catch (PowerLoss loss) {
      return kept;
    }
  }

  @Test
  @DisplayName("A cell with a bit that nobody decided is good always or never")
  void undecidedCells() {
    Bytes nearlyErased = data(3).slice(0, SIZE - 1).concat(Bytes.of((byte) 0xfe));
    int size = nearlyErased.length() + 5; // the last granule has one octet of data
    Bytes octets = Bytes.of(new byte[5]).concat(nearlyErased);
    for (long seed = 0; seed < 3000; seed++) {
      PowerSupply supply = new PowerSupply(seed);
      NorFlash part = new NorFlash(FlashProfile.NRF52840, supply);
      FragmentLog log = new FragmentLog(new Partition(part, 0, SECTORS));
      log.open(1, size);
      supply.cutAt(2, Tear.UNSTABLE);
      assertThatThrownBy(() -> log.append(3, octets, Origin.unicast(0)))
          .isInstanceOf(PowerLoss.class);
      supply.restore();
      assertIsGoodAlwaysOrNever(part, size, octets);
    }
  }

  private static void assertIsGoodAlwaysOrNever(NorFlash part, int size, Bytes octets) {
    FragmentLog again = new FragmentLog(new Partition(part, 0, SECTORS));
    again.open(1, size);
    boolean good = again.scan(origin -> {}).length == 1;
    for (int i = 0; good && i < 50; i++) {
      byte[] read = new byte[size];
      again.read(3, read);
      assertThat(Bytes.of(read)).isEqualTo(octets);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  @DisplayName("Invariant 6: any content of the flash is an empty log")
  void anyContent(long seed) {
    byte[] noise = new byte[FlashProfile.STM32WL.geometry().size()];
    new SplittableRandom(seed).nextBytes(noise);
    NorFlash noisy = NorFlash.holding(FlashProfile.STM32WL, noise, new PowerSupply(seed));
    FragmentLog log = new FragmentLog(new Partition(noisy, 10, SECTORS));
    log.open(1, 1);
    assertThat(log.scan(origin -> {})).isEmpty();
    log.append(7, Bytes.of((byte) 9), Origin.unicast(1));
    assertThat(log.numbers()).containsExactly(7);
  }
}
