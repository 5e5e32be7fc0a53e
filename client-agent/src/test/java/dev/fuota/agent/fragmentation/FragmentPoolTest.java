package dev.fuota.agent.fragmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.agent.step.Action;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log as a pool of sectors: several sessions, and more resets than it has sectors. */
class FragmentPoolTest {
  private static final int SECTORS = 9; // what both may have, and the spare ones

  /** Fragments of 200 octets, nine a sector, and of 250, seven a sector. */
  private static final Map<Integer, Action.OpenLog> SESSIONS =
      Map.of(
          0, new Action.OpenLog(0, 7, 200, 18),
          2, new Action.OpenLog(2, 9, 250, 21));

  private PowerSupply power = new PowerSupply(1);
  private NorFlash flash = new NorFlash(FlashProfile.STM32WL, power);
  private FragmentLog log = newLog();
  private final Map<Integer, Set<Integer>> kept = new TreeMap<>();

  private FragmentLog newLog() {
    FragmentLog fresh = new FragmentLog(new Partition(flash, 3, SECTORS));
    SESSIONS.values().forEach(fresh::open);
    return fresh;
  }

  private static Action.OpenLog session(int fragIndex) {
    return Optional.ofNullable(SESSIONS.get(fragIndex)).orElseThrow();
  }

  private static Bytes data(int fragIndex, int n) {
    byte[] octets = new byte[session(fragIndex).fragSize()];
    new SplittableRandom(100 * fragIndex + n).nextBytes(octets);
    return Bytes.of(octets);
  }

  private static Action.StoreFragment fragment(int fragIndex, int n) {
    return new Action.StoreFragment(
        fragIndex,
        session(fragIndex).sessionId(),
        n,
        data(fragIndex, n),
        new Origin(fragIndex, 5, 1000 + n));
  }

  private void append(int fragIndex, int n) {
    log.append(fragment(fragIndex, n));
    kept.computeIfAbsent(fragIndex, index -> new HashSet<>()).add(n);
  }

  private void reset() {
    log = newLog();
    log.scan(origin -> {});
  }

  private void assertNothingLost(String when) {
    kept.forEach(
        (fragIndex, numbers) -> {
          assertThat(log.numbers(fragIndex)).as(when).contains(ints(numbers));
          for (int n : numbers) {
            byte[] octets = new byte[session(fragIndex).fragSize()];
            log.store(fragIndex).read(n, octets);
            assertThat(Bytes.of(octets)).as(when).isEqualTo(data(fragIndex, n));
          }
        });
  }

  private static int[] ints(Set<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  @Test
  @DisplayName("A reset after each fragment does not exhaust the log, for any of the sessions")
  void resetsWithoutEnd() {
    for (int n = 1; n <= 21; n++) {
      if (n <= 18) {
        append(0, n);
        reset();
      }
      append(2, n);
      reset();
      assertNothingLost("after " + n);
    }
    assertThat(log.numbers(0)).hasSize(18);
    assertThat(log.numbers(2)).hasSize(21);
  }

  @Test
  @DisplayName("What is moved keeps the counter of the frame that brought it")
  void movesOrigins() {
    for (int n = 1; n <= 18; n++) {
      append(0, n);
      reset();
    }
    Set<Origin> heard = new HashSet<>();
    newLog().scan(heard::add);
    assertThat(heard)
        .isEqualTo(
            new HashSet<>(
                IntStream.rangeClosed(1, 18).mapToObj(n -> new Origin(0, 5, 1000 + n)).toList()));
  }

  @Test
  @DisplayName("A sector belongs to one session; ending one leaves the others what they have")
  void endsOne() {
    for (int n = 1; n <= 10; n++) {
      append(0, n);
      append(2, n);
    }
    log.close(0);
    kept.remove(0);
    assertNothingLost("closed");
    assertThat(log.numbers(0)).isEmpty();
    assertThatThrownBy(() -> log.append(fragment(0, 11))).isInstanceOf(FlashFault.class);
    for (int n = 11; n <= 21; n++) {
      append(2, n);
    }
    reset();
    assertNothingLost("reset");
  }

  @Test
  @DisplayName("A fragment of another session than the open one is not kept")
  void otherSession() {
    Action.StoreFragment stale = new Action.StoreFragment(0, 6, 1, data(0, 1), Origin.unicast(1));
    assertThatThrownBy(() -> log.append(stale)).isInstanceOf(FlashFault.class);
    assertThat(log.numbers(0)).isEmpty();
  }

  @Test
  @DisplayName("A sector that wears out is left alone, and the fragment finds another one")
  void wornSector() {
    append(0, 1);
    int first = IntStream.range(3, 3 + SECTORS).filter(s -> flash.wear(s) > 0).sum();
    // A cut erase operation leaves a sector that does not hold what is programmed.
    for (int n = 2; n <= 9; n++) {
      append(0, n);
    }
    PowerSupply supply = power;
    supply.cutAt(supply.operations() + 1, Tear.UNSTABLE);
    assertThatThrownBy(() -> append(0, 10)).isInstanceOf(PowerLoss.class);
    supply.restore();
    reset();
    append(0, 10);
    assertNothingLost("worn");
    assertThat(flash.wear(first)).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Tear.class)
  @DisplayName("NVM-01: a cut at any operation, moving sectors included, loses no kept fragment")
  void survivesCuts(Tear tear) {
    long operations = operationsOf(0, tear);
    assertThat(operations).isGreaterThan(100); // 39 fragments, and what was moved
    for (long cut = 1; cut <= operations; cut++) {
      operationsOf(cut, tear);
    }
  }

  /** Interleaves two sessions with a reset every few fragments, and one cut. */
  private long operationsOf(long cut, Tear tear) {
    power = new PowerSupply(cut);
    flash = new NorFlash(FlashProfile.STM32WL, power);
    log = newLog();
    kept.clear();
    if (cut > 0) {
      power.cutAt(cut, tear);
    }
    List<Action.StoreFragment> todo = new ArrayList<>();
    for (int n = 1; n <= 21; n++) {
      todo.add(fragment(2, n));
      if (n <= 18) {
        todo.add(fragment(0, n));
      }
    }
    for (int i = 0; i < todo.size(); i++) {
      appendThroughACut(todo.get(i), "cut " + cut + " fragment " + i);
      if (i % 3 == 2) {
        reset();
      }
    }
    assertThat(log.numbers(0)).hasSize(18);
    assertThat(log.numbers(2)).hasSize(21);
    assertNothingLost("cut " + cut);
    return power.operations();
  }

  private void appendThroughACut(Action.StoreFragment fragment, String when) {
    try {
      append(fragment.fragIndex(), fragment.n());
    } catch (PowerLoss loss) {
      power.restore();
      reset();
      assertNothingLost(when);
      if (IntStream.of(log.numbers(fragment.fragIndex())).noneMatch(n -> n == fragment.n())) {
        append(fragment.fragIndex(), fragment.n());
      }
    }
  }
}
