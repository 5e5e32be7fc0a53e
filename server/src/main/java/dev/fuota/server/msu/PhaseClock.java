package dev.fuota.server.msu;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How long a cycle was in each of its phases. */
final class PhaseClock {
  private final LongSupplier nanos;
  private final MsuCycleListener listener;
  private final Map<MsuPhase, Duration> times = new EnumMap<>(MsuPhase.class);
  private final long startedAt;
  private MsuPhase phase = MsuPhase.READY;
  private long enteredAt;

  PhaseClock(LongSupplier nanos, MsuCycleListener listener) {
    this.nanos = nanos;
    this.listener = listener;
    this.startedAt = nanos.getAsLong();
    this.enteredAt = startedAt;
  }

  MsuPhase phase() {
    return phase;
  }

  long startedAt() {
    return startedAt;
  }

  void enter(MsuPhase next) {
    long now = nanos.getAsLong();
    if (phase != MsuPhase.READY) {
      times.merge(phase, Duration.ofNanos(now - enteredAt), Duration::plus);
    }
    phase = next;
    enteredAt = now;
    listener.onPhase(next);
  }

  Map<MsuPhase, Duration> times() {
    return times;
  }
}
