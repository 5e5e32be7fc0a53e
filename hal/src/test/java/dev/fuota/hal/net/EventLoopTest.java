package dev.fuota.hal.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.hal.time.Scheduler.Task;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventLoopTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void runsTimersInTheOrderOfTheirTimesAndThenOfTheirSetting() {
    List<String> ran = new ArrayList<>();
    try (EventLoop loop = new EventLoop(System::nanoTime, START)) {
      long now = loop.nanos();
      loop.at(now + 3_000_000, loop::stop);
      loop.at(now + 1_000_000, () -> ran.add("second"));
      loop.at(now, () -> ran.add("first"));
      loop.at(now, () -> ran.add("first, set later"));
      Task cancelled = loop.at(now + 1_000_000, () -> ran.add("never"));
      cancelled.cancel();
      loop.run();
    }
    assertThat(ran).containsExactly("first", "first, set later", "second");
  }

  @Test
  void tellsTheTimeByTheClockThatItWasGiven() {
    AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // the origin is arbitrary
    try (EventLoop loop = new EventLoop(clock::get, START)) {
      clock.addAndGet(1_500_000_000);
      assertThat(loop.instant()).isEqualTo(START.plusMillis(1_500));
      assertThat(loop.millis()).isEqualTo(START.plusMillis(1_500).toEpochMilli());
    }
  }

  @Test
  void whatIsDoneBeforeWaitingComesBehindAllOfATurnAndOfTheLastOneToo() {
    List<String> ran = new ArrayList<>();
    try (EventLoop loop = new EventLoop(System::nanoTime, START)) {
      loop.beforeWaiting(() -> ran.add("-"));
      loop.post(() -> ran.add("posted"));
      loop.after(Duration.ZERO, () -> ran.add("due"));
      loop.after(
          Duration.ofMillis(20),
          () -> {
            ran.add("later");
            loop.stop();
          });
      loop.run();
    }
    assertThat(ran).startsWith("posted", "due", "-").endsWith("later", "-", "-");
  }

  @Test
  void theTimeOfATurnStandsStillUntilTheNextOne() {
    AtomicLong clock = new AtomicLong();
    List<Instant> seen = new ArrayList<>();
    try (EventLoop loop = new EventLoop(() -> clock.addAndGet(1_000), START)) {
      TurnClock turns = new TurnClock(loop);
      Runnable look = () -> seen.add(turns.instant());
      loop.after(
          Duration.ZERO,
          () -> {
            look.run();
            look.run();
            loop.after(
                Duration.ZERO,
                () -> {
                  look.run();
                  loop.stop();
                });
          });
      loop.run();
    }
    assertThat(seen.get(1)).isEqualTo(seen.get(0));
    assertThat(seen.get(2)).isAfter(seen.get(0));
  }

  @Test
  void millisecondsAreThoseOfTheInstant() {
    Instant odd = Instant.parse("1969-12-31T23:59:58.999999999Z");
    AtomicLong clock = new AtomicLong();
    try (EventLoop loop = new EventLoop(clock::get, odd)) {
      for (int i = 0; i < 10; i++) {
        assertThat(loop.millis()).isEqualTo(loop.instant().toEpochMilli());
        clock.addAndGet(333_333_333);
      }
    }
  }

  @Test
  void orderOfTimersSurvivesAClockThatWraps() {
    AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);
    List<String> ran = new ArrayList<>();
    try (EventLoop loop = new EventLoop(() -> clock.addAndGet(100), START)) {
      loop.after(Duration.ofNanos(5_000), () -> ran.add("after the wrap"));
      loop.after(Duration.ofNanos(300), () -> ran.add("before the wrap"));
      loop.after(Duration.ofNanos(6_000), loop::stop);
      loop.run();
    }
    assertThat(ran).containsExactly("before the wrap", "after the wrap");
  }

  @Test
  void aTimerThatSetsItselfForNowStarvesNobody() {
    int[] turns = new int[1];
    try (EventLoop loop = new EventLoop(System::nanoTime, START)) {
      loop.after(Duration.ZERO, () -> again(loop, turns));
      loop.after(Duration.ofMillis(1), loop::stop);
      loop.run();
    }
    assertThat(turns[0]).isPositive();
  }

  private static void again(EventLoop loop, int[] turns) {
    turns[0]++;
    loop.after(Duration.ZERO, () -> again(loop, turns));
  }

  @Test
  void runsWhatAnotherThreadHandsOverWhileItSleeps() throws InterruptedException {
    try (LoopThread running = new LoopThread()) {
      CountDownLatch done = new CountDownLatch(1);
      running.loop.post(done::countDown);
      assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void waitsForATimerBelowAMillisecondWithoutBurningACore() {
    long rounds = 400;
    try (EventLoop loop = new EventLoop(System::nanoTime, START)) {
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      long begun = System.nanoTime();
      tick(loop, rounds);
      loop.run();
      long took = System.nanoTime() - begun;
      long used = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
      assertThat(used).as("CPU of %d ns", took).isLessThan(took / 2);
      assertThat(took).isGreaterThanOrEqualTo(rounds * 700_000);
    }
  }

  private static void tick(EventLoop loop, long left) {
    if (left == 0) {
      loop.stop();
    } else {
      loop.after(Duration.ofNanos(700_000), () -> tick(loop, left - 1));
    }
  }

  @Test
  void forgetsTimersThatWereCancelled() {
    try (EventLoop loop = new EventLoop(System::nanoTime, START)) {
      for (int i = 0; i < 100_000; i++) {
        loop.after(Duration.ofMinutes(1), () -> {}).cancel();
      }
      assertThat(loop.waiting()).isLessThan(200);
    }
  }

  @Test
  void whatAnActionThrowsLeavesTheLoop() {
    try (EventLoop loop = new EventLoop(System::nanoTime, START)) {
      loop.post(
          () -> {
            throw new IllegalStateException("a bug of ours");
          });
      assertThatThrownBy(loop::run).hasMessage("a bug of ours");
    }
  }

  @Test
  void refusesADelayBelowZero() {
    try (EventLoop loop = new EventLoop(System::nanoTime, START)) {
      assertThatThrownBy(() -> loop.after(Duration.ofNanos(-1), () -> {}))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
