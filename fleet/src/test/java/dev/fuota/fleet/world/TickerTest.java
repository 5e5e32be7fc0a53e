package dev.fuota.fleet.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By a clock that goes a step each time somebody looks at it. */
class TickerTest {
  private static final Instant WALL = Instant.parse("2026-03-04T05:06:07Z");
  private static final Duration LOOK = Duration.ofNanos(500_000);

  private final AtomicLong nanos = new AtomicLong();
  private final EventLoop loop = new EventLoop(() -> nanos.addAndGet(LOOK.toNanos()), WALL);
  private final Simulation simulation = Simulation.from(WALL, 1);
  private final List<Double> slower = new ArrayList<>();

  @AfterEach
  void close() {
    loop.close();
  }

  private Duration passed() {
    return Duration.between(WALL, simulation.instant());
  }

  private void runFor(Duration wall, double speed) {
    Ticker.start(simulation, loop, speed, slower::add);
    loop.after(wall, loop::stop);
    loop.run();
  }

  @Test
  void timePassesSoManyTimesAsFast() {
    runFor(Duration.ofMillis(500), 30);
    assertThat(passed()).isBetween(Duration.ofMillis(14_000), Duration.ofMillis(15_500));
    assertThat(slower).isEmpty();
  }

  @Test
  void eventsHappenAtTheirOwnTimeHoweverFastItPasses() {
    List<Instant> happened = new ArrayList<>();
    simulation.after(Duration.ofMillis(777), () -> happened.add(simulation.instant()));
    runFor(Duration.ofMillis(100), 500);
    assertThat(happened).containsExactly(WALL.plusMillis(777));
  }

  private void work() {
    nanos.addAndGet(Duration.ofMillis(2).toNanos()); // what the event costs the machine
    simulation.after(Duration.ofMillis(10), this::work);
  }

  @Test
  void aMachineThatCannotFollowIsToldOfAndNothingLeaps() {
    work();
    runFor(Duration.ofSeconds(5), 50);
    // 10 ms of the simulation cost 2 ms and a little: not quite five times as fast
    assertThat(slower).isNotEmpty().allMatch(reached -> reached > 3.5 && reached <= 5);
    assertThat(passed()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(25));
  }

  @ParameterizedTest
  @ValueSource(doubles = {50, Ticker.MAX})
  void theLoopDoesOtherThingsWhileTheSimulationHasNoEnd(double speed) {
    work();
    List<Long> requests = new ArrayList<>();
    request(requests);
    runFor(Duration.ofSeconds(2), speed);
    // a step is 20 ms and the event that it ends with: none waits for two of them
    assertThat(requests).hasSizeGreaterThan(40);
    for (int i = 1; i < requests.size(); i++) {
      assertThat(requests.get(i) - requests.get(i - 1)).isLessThan(60_000_000);
    }
  }

  private void request(List<Long> requests) {
    requests.add(nanos.get());
    loop.after(Duration.ofMillis(10), () -> request(requests));
  }

  @Test
  void atMostSpeedHoursPassInASecond() {
    runFor(Duration.ofMillis(100), Ticker.MAX);
    assertThat(passed()).isGreaterThan(Duration.ofMinutes(30));
    assertThat(slower).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1_000_001, Double.NaN})
  void absurdSpeeds(double speed) {
    assertThatThrownBy(() -> Ticker.start(simulation, loop, speed, slower::add))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
