package dev.fuota.agent.fragmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Origin;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.flash.Partition;
import dev.fuota.hal.sim.FlashDefect;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerLoss;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.hal.sim.Tear;
import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentLogTest {
  private static final int SIZE = 200; // cells of 216 octets, nine a sector
  private static final int PER_SECTOR = 9;
  private static final int SECTORS = 6;
  private static final int FRAGMENTS = 4 * PER_SECTOR; // one sector more to move things, one spare
  private static final long ID = 1;

  private final PowerSupply power = new PowerSupply(3);
  private final NorFlash flash = new NorFlash(FlashProfile.STM32WL, power);

  private FragmentLog log(long session) {
    return open(new Partition(flash, 10, SECTORS), session, SIZE);
  }

  /** A log with one session, of as many fragments as it can promise to keep. */
  private static FragmentLog open(Partition partition, long session, int size) {
    FragmentLog log = new FragmentLog(partition);
    log.open(new Action.OpenLog(0, session, size, FRAGMENTS));
    return log;
  }

  private static int[] scan(FragmentLog log) {
    log.scan(origin -> {});
    return log.numbers(0);
  }

  private static Bytes data(int n) {
    byte[] octets = new byte[SIZE];
    new SplittableRandom(n).nextBytes(octets);
    return Bytes.of(octets);
  }

  private static void append(FragmentLog log, int n) {
    append(log, ID, n);
  }

  private static void append(FragmentLog log, long session, int n) {
    log.append(new Action.StoreFragment(0, session, n, data(n), Origin.unicast(n)));
  }

  private static void assertHolds(FragmentLog log, int n) {
    byte[] octets = new byte[SIZE];
    log.store(0).read(n, octets);
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
      log.append(new Action.StoreFragment(0, 77, numbers[i], data(numbers[i]), origins.get(i)));
    }
    List<Origin> heard = new ArrayList<>();
    FragmentLog again = log(77);
    again.scan(heard::add);
    assertThat(again.numbers(0)).containsExactlyInAnyOrder(16_383, 1, 500);
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
    append(log(1), 1, 5);
    long before = power.operations();
    FragmentLog next = log(2);
    assertThat(scan(next)).isEmpty();
    assertThat(power.operations()).isEqualTo(before);
    append(next, 2, 5);
    assertThat(scan(log(2))).containsExactly(5);
  }

  @Test
  @DisplayName("After a reset the log goes on in a fresh sector; the old ones keep theirs")
  void goesOnInAFreshSector() {
    FragmentLog first = log(1);
    append(first, 1);
    append(first, 2);
    FragmentLog second = log(1);
    scan(second);
    append(second, 3);
    assertThat(IntStream.range(10, 10 + SECTORS).map(flash::wear).sum()).isEqualTo(2);
    assertThat(flash.maxWear()).isEqualTo(1);
    assertThat(scan(log(1))).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  @DisplayName("What a session may not have is refused, and what it has stays")
  void full() {
    FragmentLog log = log(1);
    for (int n = 1; n <= FRAGMENTS; n++) {
      append(log, n);
    }
    assertThatThrownBy(() -> append(log, 1000)).isInstanceOf(FlashFault.class);
    assertThat(log.numbers(0)).hasSize(FRAGMENTS);
    assertHolds(log, 1);
  }

  @Test
  @DisplayName("Behind the data a cell has the erased value")
  void erasedValueBehindTheData() {
    FragmentLog log = log(1);
    append(log, 1);
    append(log, 2);
    for (int cell = 0; cell < 2; cell++) {
      byte[] tail = new byte[4];
      int end = flash.geometry().sectorOffset(11) + (cell + 1) * 216;
      flash.read(end - tail.length, ByteBuffer.wrap(tail));
      assertThat(tail).containsOnly(0xff);
    }
  }

  @Test
  @DisplayName("The first session of a log may have any index")
  void anyIndexFirst() {
    FragmentLog log = new FragmentLog(new Partition(flash, 10, SECTORS));
    log.open(new Action.OpenLog(3, ID, SIZE, FRAGMENTS));
    log.append(new Action.StoreFragment(3, ID, 1, data(1), Origin.unicast(1)));
    assertThat(log.numbers(3)).containsExactly(1);
  }

  @Test
  @DisplayName("A sector that failed is not tried again before the next reset")
  void leavesAWornSectorOut() {
    flash.inject(new FlashDefect.DeadSector(11));
    FragmentLog log = log(1);
    assertThatThrownBy(() -> append(log, 1)).isInstanceOf(FlashFault.class);

    log.open(new Action.OpenLog(0, 1 + SECTORS, SIZE, FRAGMENTS)); // would begin there again
    append(log, 1 + SECTORS, 1);

    assertHolds(log, 1);
  }

  @Test
  @DisplayName("A session reserves what its fragments fill and one sector to move things")
  void reserves() {
    Geometry geometry = new Partition(flash, 10, SECTORS).geometry();
    assertThat(FragmentLog.sectorsFor(geometry, 1, SIZE)).isEqualTo(2);
    assertThat(FragmentLog.sectorsFor(geometry, PER_SECTOR, SIZE)).isEqualTo(2);
    assertThat(FragmentLog.sectorsFor(geometry, PER_SECTOR + 1, SIZE)).isEqualTo(3);
    assertThat(FragmentLog.sectors(geometry)).isEqualTo(SECTORS - FragmentLog.SPARE_SECTORS);
    Geometry tiny = new Geometry(64, 4, 8, 0xff);
    assertThat(FragmentLog.sectorsFor(tiny, 1, SIZE)).isGreaterThan(tiny.sectorCount());
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
      FragmentLog again = open(new Partition(part, 0, SECTORS), 1, SIZE);
      int[] found = scan(again);
      assertThat(found.length).as("cut %d", cut).isBetween(kept, kept + 1);
      append(again, 1000);
      for (int n = 1; n <= kept; n++) {
        assertHolds(again, n);
      }
      assertHolds(again, 1000);
    }
  }

  private static int appendUntilCut(Partition partition) {
    FragmentLog log = open(partition, 1, SIZE);
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
      FragmentLog log = open(new Partition(part, 0, SECTORS), 1, size);
      supply.cutAt(2, Tear.UNSTABLE);
      assertThatThrownBy(
              () -> log.append(new Action.StoreFragment(0, 1, 3, octets, Origin.unicast(0))))
          .isInstanceOf(PowerLoss.class);
      supply.restore();
      assertIsGoodAlwaysOrNever(part, size, octets);
    }
  }

  private static void assertIsGoodAlwaysOrNever(NorFlash part, int size, Bytes octets) {
    FragmentLog again = open(new Partition(part, 0, SECTORS), 1, size);
    boolean good = scan(again).length == 1;
    for (int i = 0; good && i < 50; i++) {
      byte[] read = new byte[size];
      again.store(0).read(3, read);
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
    FragmentLog log = open(new Partition(noisy, 10, SECTORS), 1, 1);
    assertThat(scan(log)).isEmpty();
    log.append(new Action.StoreFragment(0, 1, 7, Bytes.of((byte) 9), Origin.unicast(1)));
    assertThat(log.numbers(0)).containsExactly(7);
  }
}
