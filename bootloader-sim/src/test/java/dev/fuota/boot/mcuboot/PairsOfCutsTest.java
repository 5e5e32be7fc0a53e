package dev.fuota.boot.mcuboot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.mcuboot.McubootResult.Started;
import dev.fuota.hal.sim.Tear;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The power fails at an operation of the boot that works, and again at one of the boot that
 * resumes, or not. The C library, driven in the same way on the same flash, loses and dies in the
 * very same cases; these are its figures.
 */
class PairsOfCutsTest {
  private record Count(int cases, int lost, int dead) {}

  @ParameterizedTest(name = "{0} {1}: {2} cases, {3} lost, {4} dead")
  @CsvSource({
    "OVERWRITE_ONLY, PERMANENT, 324, 0, 0",
    "OVERWRITE_ONLY, TEST, 324, 0, 0",
    "SWAP_SCRATCH, PERMANENT, 924, 0, 0",
    "SWAP_SCRATCH, TEST, 822, 0, 0",
    "SWAP_SCRATCH, REVERT, 861, 3, 0",
    "SWAP_MOVE, PERMANENT, 674, 0, 0",
    "SWAP_MOVE, TEST, 634, 0, 0",
    "SWAP_MOVE, REVERT, 842, 0, 0",
    "SWAP_OFFSET, PERMANENT, 422, 0, 0",
    "SWAP_OFFSET, TEST, 389, 0, 0",
    "SWAP_OFFSET, REVERT, 724, 0, 2",
  })
  void losesExactlyWhatTheLibraryLoses(
      McubootMode mode, UpdateKind kind, int cases, int lost, int dead) {
    assertThat(count(mode, kind)).isEqualTo(new Count(cases, lost, dead));
  }

  private static Count count(McubootMode mode, UpdateKind kind) {
    LetterDevice ready = kind.device(mode);
    int operations = ready.operationsOfNextBoot();
    Count count = new Count(0, 0, 0);
    for (int first = 1; first <= operations; first++) {
      LetterDevice cut = ready.fork().bootCutAt(first, Tear.NOTHING);
      count = judge(kind, cut.fork(), count);
      int resumed = cut.operationsOfNextBoot();
      for (int second = 1; second <= resumed; second++) {
        count = judge(kind, cut.fork().bootCutAt(second, Tear.NOTHING), count);
      }
    }
    return count;
  }

  private static Count judge(UpdateKind kind, LetterDevice device, Count before) {
    boolean started = device.boot() instanceof Started;
    boolean done = kind.isDone(device);
    return new Count(
        before.cases + 1,
        before.lost + (started && !done ? 1 : 0),
        before.dead + (started ? 0 : 1));
  }
}
