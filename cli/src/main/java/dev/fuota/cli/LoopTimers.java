package dev.fuota.cli;

import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.time.Scheduler.Task;
import dev.fuota.server.port.Timers;
import java.time.Duration;

/** The timers of a server, on a loop. */
record LoopTimers(EventLoop loop) implements Timers {
  @Override
  public Timer after(Duration delay, Runnable action) {
    Task task = loop.after(delay, action);
    return task::cancel;
  }
}
