package dev.fuota.boot.mcuboot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.mcuboot.McubootResult.Started;
import dev.fuota.hal.sim.Tear;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The power fails once, at each operation, which leaves each of what a part without ECC leaves. */
class SingleCutTest {
  private static final int SEEDS = 4;
  private static final List<Tear> TEARS =
      List.of(Tear.NOTHING, Tear.ALL, Tear.FIRST_PART, Tear.TORN, Tear.LAST_PART);

  /**
   * The erase that ends the preparation of a revert by swap using scratch. Torn within the scratch
   * area's trailer it leaves a good magic without a swap type before it, which the library takes
   * for the current state: nothing to do. The unconfirmed image stays.
   */
  private static final int SCRATCH_ERASE_OF_REVERT = 9;

  static Stream<Arguments> updates() {
    return Arrays.stream(McubootMode.values())
        .filter(mode -> !mode.isDirectXip())
        .flatMap(
            mode ->
                Arrays.stream(UpdateKind.values())
                    .filter(kind -> mode.isSwap() || kind != UpdateKind.REVERT)
                    .flatMap(kind -> TEARS.stream().map(tear -> Arguments.of(mode, kind, tear))));
  }

  @ParameterizedTest(name = "{0} {1} cut, leaving {2}")
  @MethodSource("updates")
  void theNextBootCompletesWhatWasCut(McubootMode mode, UpdateKind kind, Tear tear) {
    boolean weak =
        mode == McubootMode.SWAP_SCRATCH && kind == UpdateKind.REVERT && tear == Tear.FIRST_PART;

    assertThat(lostAt(mode, kind, tear))
        .isEqualTo(weak ? Set.of(SCRATCH_ERASE_OF_REVERT) : Set.of());
  }

  /** The operations at which a cut is not made good. */
  private static Set<Integer> lostAt(McubootMode mode, UpdateKind kind, Tear tear) {
    LetterDevice ready = kind.device(mode);
    int operations = ready.operationsOfNextBoot();
    assertThat(operations).isPositive();
    Set<Integer> lost = new TreeSet<>();
    for (int cut = 1; cut <= operations; cut++) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        LetterDevice device = ready.fork(seed).bootCutAt(cut, tear);
        if (!(device.boot() instanceof Started) || !kind.isDone(device)) {
          lost.add(cut);
        }
      }
    }
    return lost;
  }
}
