package dev.fuota.hal.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private final Simulation simulation = new Simulation(7);
  private final List<String> happened = new ArrayList<>();

  private Scheduler.Task after(long millis, String name) {
    return simulation.after(Duration.ofMillis(millis), () -> happened.add(name));
  }

  @Test
  void eventsHappenInTheOrderOfTimeNotOfScheduling() {
    after(30, "c");
    after(10, "a");
    after(20, "b");
    simulation.run(Duration.ofMillis(30));
    assertThat(happened).containsExactly("a", "b", "c");
  }

  @Test
  void eventsOfOneInstantHappenInTheOrderOfScheduling() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      names.add("event " + i);
      after(5, "event " + i);
    }
    simulation.run(Duration.ofMillis(5));
    assertThat(happened).isEqualTo(names);
  }

  @Test
  void anEventOfNowScheduledByAnEventComesAfterThoseThatWait() {
    simulation.after(Duration.ofMillis(1), () -> after(0, "child"));
    after(1, "sibling");
    simulation.run(Duration.ofMillis(1));
    assertThat(happened).containsExactly("sibling", "child");
  }

  @Test
  void timeIsThatOfTheEventAndOfTheEndOfARun() {
    simulation.after(Duration.ofSeconds(2), () -> happened.add(simulation.instant().toString()));
    simulation.run(Duration.ofSeconds(5));
    assertThat(happened).containsExactly("2026-01-01T00:00:02Z");
    assertThat(simulation.instant()).isEqualTo(Simulation.START.plusSeconds(5));
  }

  @Test
  void aRunIncludesItsLastInstantAndNotTheNext() {
    simulation.after(Duration.ofNanos(1_000), () -> happened.add("last"));
    simulation.after(Duration.ofNanos(1_001), () -> happened.add("beyond"));
    simulation.run(Duration.ofNanos(1_000));
    assertThat(happened).containsExactly("last");
    simulation.run(Duration.ofNanos(1));
    assertThat(happened).containsExactly("last", "beyond");
  }

  @Test
  void somebodyMayMoveItAlongTheTimeOfDay() {
    Instant start = Instant.parse("2026-05-06T07:08:09Z");
    Simulation moved = Simulation.from(start, 1);
    List<Instant> seen = new ArrayList<>();
    moved.after(Duration.ofSeconds(1), () -> seen.add(moved.instant()));
    moved.after(Duration.ofSeconds(3), () -> seen.add(moved.instant()));
    moved.advanceTo(start.plusSeconds(2));
    assertThat(seen).containsExactly(start.plusSeconds(1));
    assertThat(moved.instant()).isEqualTo(start.plusSeconds(2));
    assertThat(moved.nextEventAt()).contains(start.plusSeconds(3));
    moved.advanceTo(start);
    assertThat(moved.instant()).isEqualTo(start.plusSeconds(2));
  }

  @Test
  void aCancelledEventIsNotTheNextOne() {
    Simulation simulation = new Simulation(1);
    Scheduler.Task first = simulation.after(Duration.ofSeconds(1), () -> {});
    simulation.after(Duration.ofSeconds(2), () -> {});
    first.cancel();
    assertThat(simulation.nextEventAt()).contains(Simulation.START.plusSeconds(2));
    simulation.run(Duration.ofSeconds(2));
    assertThat(simulation.nextEventAt()).isEmpty();
  }

  @Test
  void aCancelledEventDoesNotHappen() {
    Scheduler.Task task = after(1, "cancelled");
    after(1, "kept");
    task.cancel();
    simulation.runUntil(() -> !happened.isEmpty());
    assertThat(happened).containsExactly("kept");
    assertThat(simulation.events()).isEqualTo(1);
  }

  @Test
  void amongManyCancelledEventsTheOthersHappenInTheirOrder() {
    List<String> expected = new ArrayList<>();
    for (int instant = 0; instant < 7; instant++) {
      for (int i = 0; i < 9000; i++) {
        if (i % 7 == instant && i % 5 == 0) {
          expected.add("kept " + i);
        }
      }
    }
    for (int i = 0; i < 9000; i++) {
      Scheduler.Task task = after(i % 7, "kept " + i);
      if (i % 5 != 0) {
        task.cancel();
      }
    }
    simulation.run(Duration.ofMillis(7));
    assertThat(happened).isEqualTo(expected);
  }

  @Test
  void cancellingWhatRanHasNoEffect() {
    Scheduler.Task task = after(1, "ran");
    simulation.run(Duration.ofMillis(1));
    task.cancel();
    assertThat(happened).containsExactly("ran");
  }

  @Test
  void runningOutOfEventsNamesTheSeed() {
    after(1, "only");
    assertThatThrownBy(() -> simulation.runUntil(() -> false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("nothing left")
        .hasMessageContaining("seed=7")
        .hasMessageContaining("2026-01-01T00:00:00.001Z");
  }

  @Test
  void anEndlessChainOfEventsIsCut() {
    Simulation small = new Simulation(3, 100);
    Runnable again =
        new Runnable() {
          @Override
          public void run() {
            small.after(Duration.ZERO, this);
          }
        };
    again.run();
    assertThatThrownBy(() -> small.runUntil(() -> false))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("still not done")
        .hasMessageContaining("seed=3");
    again.run();
    assertThatThrownBy(() -> small.run(Duration.ofDays(1))).isInstanceOf(AssertionError.class);
  }

  @Test
  void invariantsAreCheckedAfterEveryEvent() {
    after(1, "fine");
    after(2, "bad");
    after(3, "never");
    simulation.invariant(
        () -> {
          if (happened.contains("bad")) {
            throw new IllegalStateException("broken");
          }
        });
    assertThatThrownBy(() -> simulation.run(Duration.ofMillis(9)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("broken")
        .hasMessageContaining("seed=7")
        .hasRootCauseInstanceOf(IllegalStateException.class);
    assertThat(happened).containsExactly("fine", "bad");
  }

  @Test
  void nothingIsScheduledInThePast() {
    assertThatIllegalArgumentException().isThrownBy(() -> after(-1, "past"));
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    assertThat(randomRun(11)).isEqualTo(randomRun(11)).isNotEqualTo(randomRun(12));
  }

  private static List<String> randomRun(long seed) {
    Simulation simulation = new Simulation(seed);
    List<String> trace = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      tick(simulation, simulation.newRandom(), "component " + i, trace);
    }
    simulation.runUntil(() -> trace.size() >= 5000);
    return trace;
  }

  private static void tick(
      Simulation simulation, RandomGenerator random, String name, List<String> trace) {
    simulation.after(
        Duration.ofMillis(random.nextInt(5)),
        () -> {
          trace.add(simulation.instant() + " " + name + " " + random.nextInt());
          tick(simulation, random, name, trace);
        });
  }
}
