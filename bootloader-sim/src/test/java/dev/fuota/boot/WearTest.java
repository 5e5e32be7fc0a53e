package dev.fuota.boot;

import static dev.fuota.boot.TestImages.V1;
import static dev.fuota.boot.TestImages.V2;
import static dev.fuota.boot.TestImages.good;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.Life.Ending;
import dev.fuota.protocol.codec.Bytes;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often each part of the flash is erased by one update, what the application does included. */
class WearTest {
  private static final Bytes OLD = good(V1, 300);
  private static final Bytes NEW = good(V2, 350);

  /** The most that any sector of a partition was erased. */
  private static int most(Rig rig, int[] before, int first, int end) {
    return IntStream.range(first, end).map(s -> rig.flash.wear(s) - before[s]).max().orElseThrow();
  }

  @ParameterizedTest(name = "{0}, {1}: {2} primary, {3} secondary, {4} scratch per sector")
  @CsvSource({
    "AB,             PERMANENT, 0, 0, 0",
    "AB,             CONFIRMED, 0, 0, 0",
    "AB,             REVERTED,  0, 0, 0",
    // In the secondary slot the header that waited.
    "IN_PLACE,       PERMANENT, 1, 1, 0",
    "OVERWRITE_ONLY, PERMANENT, 1, 1, 0",
    "SWAP_SCRATCH,   PERMANENT, 1, 1, 1",
    "SWAP_SCRATCH,   CONFIRMED, 1, 1, 1",
    "SWAP_SCRATCH,   REVERTED,  2, 2, 2",
    "SWAP_MOVE,      PERMANENT, 2, 1, 0",
    "SWAP_MOVE,      CONFIRMED, 2, 1, 0",
    "SWAP_MOVE,      REVERTED,  4, 2, 0",
    "SWAP_OFFSET,    PERMANENT, 1, 1, 0",
    "SWAP_OFFSET,    CONFIRMED, 1, 1, 0",
    "SWAP_OFFSET,    REVERTED,  2, 2, 0",
    "DIRECT_XIP,     PERMANENT, 0, 0, 0",
    "DIRECT_XIP,     CONFIRMED, 0, 0, 0",
    "DIRECT_XIP,     REVERTED,  0, 0, 0"
  })
  @DisplayName("no sector is erased more often than the strategy says")
  void wearOfOneUpdate(Strategy strategy, Ending ending, int primary, int secondary, int scratch) {
    Rig rig = Rig.with(Rig.SMALL, strategy, OLD);
    rig.put(rig.download(BootSlot.PRIMARY), NEW);
    int slot = Rig.SMALL.slot().size();
    int sectors = rig.flash.geometry().sectorCount();
    int[] before = IntStream.range(0, sectors).map(rig.flash::wear).toArray();
    assertThat(new Life(rig, ending, OLD, NEW).live("wear")).isTrue();
    assertThat(most(rig, before, 0, slot - 1)).isEqualTo(primary);
    assertThat(most(rig, before, slot, 2 * slot - 1)).isEqualTo(secondary);
    // The scratch is one sector for all those of the longer image: every one passes through it,
    // on the way back those of the old image once more.
    int there = Rig.SMALL.profile().geometry().sectorOf(NEW.length() - 1) + 1;
    int back = Rig.SMALL.profile().geometry().sectorOf(OLD.length() - 1) + 1;
    assertThat(most(rig, before, 2 * slot, 2 * slot + 1))
        .isEqualTo(scratch == 0 ? 0 : there + (scratch - 1) * back);
    assertThat(most(rig, before, 2 * slot + 1, sectors)).as("journal").isLessThanOrEqualTo(1);
    // The trailers: what the application marks and confirms, and taking it away.
    assertThat(most(rig, before, slot - 1, slot)).isLessThanOrEqualTo(2);
    assertThat(most(rig, before, 2 * slot - 1, 2 * slot)).isLessThanOrEqualTo(4);
  }
}
