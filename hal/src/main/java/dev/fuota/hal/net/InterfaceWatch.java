package dev.fuota.hal.net;

import dev.fuota.hal.time.Scheduler.Task;
import java.time.Duration;
import java.util.function.Consumer;
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
  private static final Interfaces.State GONE = new Interfaces.State("", false, false, 0, 0, 0);

  private final EventLoop loop;
  private final String name;
  private final Consumer<Interfaces.State> changed;
  private Interfaces.State last;
  private long comings;
  private @Nullable Task next;

  InterfaceWatch(EventLoop loop, String name, Consumer<Interfaces.State> changed) {
    this.loop = loop;
    this.name = name;
    this.changed = changed;
    this.last = Interfaces.named(name).orElse(GONE);
    this.comings = Interfaces.comings(name);
  }

  Interfaces.State state() {
    return last;
  }

  void start() {
    stop();
    next = loop.after(PERIOD, this::look);
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
    Interfaces.State now = Interfaces.named(name).orElse(GONE);
    long seen = Interfaces.comings(name);
    boolean cameBack = now.isUsable() && seen != comings;
    boolean news = now.isUsable() != last.isUsable() || now.address() != last.address();
    last = now;
    comings = seen;
    if (news || cameBack) {
      changed.accept(now);
    }
  }
}
