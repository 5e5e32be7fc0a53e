package dev.fuota.hal.net;

import dev.fuota.hal.time.Scheduler.Task;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at one interface every second, and tells when it came, went, or changed its address. */
final class InterfaceWatch {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Interfaces.State GONE = new Interfaces.State("", false, false, 0, 0, 0);

  private final EventLoop loop;
  private final String name;
  private final Consumer<Interfaces.State> changed;
  private Interfaces.State last;
  private @Nullable Task next;

  InterfaceWatch(EventLoop loop, String name, Consumer<Interfaces.State> changed) {
    this.loop = loop;
    this.name = name;
    this.changed = changed;
    this.last = Interfaces.named(name).orElse(GONE);
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
    boolean news = now.isUsable() != last.isUsable() || now.address() != last.address();
    last = now;
    if (news) {
      changed.accept(now);
    }
  }
}
