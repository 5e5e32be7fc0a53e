package dev.fuota.hal.net;

import dev.fuota.hal.time.Scheduler;
import dev.fuota.hal.time.Scheduler.Task;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one interface every second, and tells when it came, went, or changed its address.
 *
 * <p>An interface may go and come back between two looks, as a USB adapter does or a cable that is
 * put elsewhere. It looks the same then, but groups joined on it are forgotten by the system, or by
 * the switch: it has another index, or Linux has counted changes of its carrier. This is told, too.
 */
final class InterfaceWatch {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  static final Interfaces.State GONE = new Interfaces.State("", false, false, 0, 0, 0);

  private final Scheduler scheduler;
  private final Supplier<Interfaces.State> looks;
  private final LongSupplier counts;
  private final Consumer<Interfaces.State> changed;
  private Interfaces.State last;
  private long comings;
  private @Nullable Task next;

  InterfaceWatch(Scheduler scheduler, String name, Consumer<Interfaces.State> changed) {
    this(
        scheduler,
        () -> Interfaces.named(name).orElse(GONE),
        () -> Interfaces.comings(name),
        changed);
  }

  /**
   * Watches by these looks.
   *
   * @param counts see {@link Interfaces#comings}
   */
  InterfaceWatch(
      Scheduler scheduler,
      Supplier<Interfaces.State> looks,
      LongSupplier counts,
      Consumer<Interfaces.State> changed) {
    this.scheduler = scheduler;
    this.looks = looks;
    this.counts = counts;
    this.changed = changed;
    this.last = looks.get();
    this.comings = counts.getAsLong();
  }

  Interfaces.State state() {
    return last;
  }

  void start() {
    stop();
    next = scheduler.after(PERIOD, this::look);
  }

  void stop() {
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  // MSU M-24, M-25
  private void look() {
    start();
    Interfaces.State now = looks.get();
    long seen = counts.getAsLong();
    boolean cameBack = now.isUsable() && seen != comings;
    boolean news = now.isUsable() != last.isUsable() || now.address() != last.address();
    last = now;
    comings = seen;
    if (news || cameBack) {
      changed.accept(now);
    }
  }
}
