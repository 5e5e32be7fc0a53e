package dev.fuota.emulators.sx126x;

import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time as the chip and its host live it. In virtual time nothing passes while the host works; what
 * it waits for BUSY is kept here, so that the chip is where it would be then.
 */
final class Timeline {
  private final Scheduler scheduler;
  private final InstantSource clock;
  private Instant waited = Instant.MIN;
  private Instant busyUntil = Instant.MIN;

  Timeline(Scheduler scheduler, InstantSource clock) {
    this.scheduler = scheduler;
    this.clock = clock;
  }

  Instant now() {
    Instant now = clock.instant();
    return now.isAfter(waited) ? now : waited;
  }

  /** The host does nothing but wait. */
  void pass(Duration time) {
    waited = now().plus(time);
  }

  /** BUSY is high for so long from now; it does not become shorter by that. */
  void busyFor(Duration time) {
    Instant until = now().plus(time);
    if (until.isAfter(busyUntil)) {
      busyUntil = until;
    }
  }

  /** BUSY is as if nothing had been asked yet. */
  void forgetBusy() {
    busyUntil = Instant.MIN;
  }

  /** How long BUSY will still be high; zero: it is low. */
  Duration busy() {
    Instant now = now();
    return busyUntil.isAfter(now) ? Duration.between(now, busyUntil) : Duration.ZERO;
  }

  /** Runs {@code action} so long after the moment at which BUSY falls. */
  Scheduler.Task afterBusy(Duration delay, Runnable action) {
    Duration ahead = Duration.between(clock.instant(), now());
    return scheduler.after(ahead.plus(busy()).plus(delay), action);
  }

  /** Runs {@code action} in a turn of its own, when the host has done what it is at. */
  void soon(Runnable action) {
    Duration ahead = Duration.between(clock.instant(), now());
    scheduler.after(ahead, action);
  }
}
