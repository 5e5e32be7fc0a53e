package dev.fuota.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.event.AgentEvent;
import dev.fuota.agent.event.Reception;
import dev.fuota.agent.rig.Firmware;
import dev.fuota.agent.rig.Update;
import dev.fuota.hal.sim.Tear;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One power cut at each flash operation between power-up and the ready image: fragments, records,
 * pages and the mark.
 */
class PowerCutTest {
  private static final int IMAGE_OCTETS = 1200;

  @ParameterizedTest(name = "{0}")
  @EnumSource(Tear.class)
  @DisplayName("Invariant 5: a cut at any flash operation loses neither the update nor a fragment")
  void survivesACutAtEveryOperation(Tear tear) {
    Update clean = new Update(3, IMAGE_OCTETS);
    long first = clean.device.power.operations();
    clean.download();
    long last = clean.device.power.operations();
    assertThat(last - first).isGreaterThan(40);
    for (long cut = first + 1; cut <= last; cut++) {
      survives(cut, tear);
    }
  }

  private static void survives(long cut, Tear tear) {
    Update update = new Update(3, IMAGE_OCTETS);
    update.device.power.cutAt(cut, tear);
    update.all();
    assertThat(update.device.count(AgentEvent.ImageRefused.class)).as("cut %d", cut).isZero();
    assertThat(update.device.count(AgentEvent.Started.class)).as("cut %d", cut).isBetween(2L, 3L);
    assertNothingStoredWasLost(update, cut);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  @DisplayName("Invariant 5: many cuts at random operations, in the recovery too, lose nothing")
  void survivesManyCuts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Update update = new Update(seed, IMAGE_OCTETS);
    update.cutsToCome(8, () -> random.nextLong(1, 25), () -> tear(random));
    update.all();
    assertThat(update.device.count(AgentEvent.ImageRefused.class)).isZero();
    assertThat(update.device.status().running()).contains(Firmware.V2);
    assertNothingStoredWasLost(update, seed);
  }

  private static Tear tear(SplittableRandom random) {
    return List.of(Tear.values()).get(random.nextInt(Tear.values().length));
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  /** What was told as stored was there after the reset, and was never stored again. */
  private static void assertNothingStoredWasLost(Update update, long cut) {
    int stored = 0;
    for (AgentEvent event : update.device.events) {
      if (event instanceof AgentEvent.FragmentReceived fragment
          && fragment.reception() == Reception.STORED) {
        stored++;
      } else if (event instanceof AgentEvent.FragSessionResumed resumed) {
        // The cut may have come between the last cell and the news of it.
        assertThat(resumed.stored()).as("cut %d", cut).isBetween(stored, stored + 1);
        stored = resumed.stored();
      }
    }
    assertThat(stored).as("cut %d", cut).isEqualTo(update.fragments.count());
  }
}
