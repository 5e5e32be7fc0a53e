package dev.fuota.fleet.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** By the clock of the machine, in tenths of seconds. */
class RealTimeTest {
  private static final Instant WALL = Instant.parse("2026-03-04T05:06:07Z");

  private final EventLoop loop = new EventLoop(System::nanoTime, WALL);
  private final RealTime time = RealTime.on(loop, 1);
  private final Simulation simulation = time.simulation();

  @Test
  void theSimulationBeginsAtTheTimeOfDay() {
    assertThat(Duration.between(WALL, simulation.instant())).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void eventsHappenNotBeforeTheirTimeByTheClockOutside() {
    List<Duration> early = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      Instant due = simulation.instant().plusMillis(3L * i);
      simulation.after(
          Duration.ofMillis(3L * i), () -> early.add(Duration.between(loop.instant(), due)));
    }
    assertThat(time.run(() -> early.size() == 20, Duration.ofSeconds(20))).isTrue();
    assertThat(early).noneMatch(ahead -> ahead.compareTo(Duration.ZERO) > 0);
    assertThat(time.lag().events()).isEqualTo(20);
    assertThat(time.lag().percentile(0.5)).isLessThan(Duration.ofMillis(200));
  }

  @Test
  void whatComesFromOutsideFindsTheWorldAsItIsNow() {
    List<String> order = new ArrayList<>();
    simulation.after(Duration.ZERO, () -> order.add("inside"));
    time.enter(() -> order.add("outside"));
    assertThat(order).containsExactly("inside", "outside");
  }

  @Test
  void whatComesFromOutsideWakesTheSimulationForWhatItBrought() {
    List<String> order = new ArrayList<>();
    simulation.after(Duration.ofMillis(300), () -> order.add("late"));
    Runnable datagram = () -> simulation.after(Duration.ofMillis(5), () -> order.add("answer"));
    loop.post(() -> time.enter(datagram));
    time.run(() -> !order.isEmpty(), Duration.ofSeconds(20));
    assertThat(order).containsExactly("answer");
  }

  @Test
  void aDelayFromOutsideBeginsWhenTheTimeWasAsked() {
    AtomicLong nanos = new AtomicLong();
    EventLoop slow = new EventLoop(() -> nanos.addAndGet(1_000_000), WALL);
    RealTime late = RealTime.on(slow, 1);
    List<Instant> asked = new ArrayList<>();
    List<Instant> happened = new ArrayList<>();
    slow.post(
        () -> {
          asked.add(late.clock().instant());
          asked.add(late.clock().instant());
          late.scheduler()
              .after(Duration.ofMillis(20), () -> happened.add(late.simulation().instant()));
        });
    late.run(() -> !happened.isEmpty(), Duration.ofSeconds(20));
    assertThat(asked.get(1)).isEqualTo(asked.get(0));
    assertThat(happened).containsExactly(asked.get(0).plusMillis(20));
    Instant later = late.clock().instant();
    assertThat(later).isAfter(happened.get(0));
  }

  @Test
  void theRunEndsAfterItsLongestTimeThoughNothingHappens() {
    assertThat(time.run(() -> false, Duration.ofMillis(50))).isFalse();
    assertThat(loop.instant()).isAfterOrEqualTo(WALL.plusMillis(50));
  }
}
