package dev.fuota.cli.agent;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Patience with a network that is not there yet: an agent is often started before the name of its
 * server can be looked up, and one that ends then is in nobody's hands.
 */
final class NetworkWait {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final EventLoop loop;
  private final AgentLog log;
  private final Duration first;

  /** Waits in a loop that is at rest. */
  NetworkWait(EventLoop loop, AgentLog log) {
    this(loop, log, FIRST);
  }

  NetworkWait(EventLoop loop, AgentLog log, Duration first) {
    this.loop = loop;
    this.log = log;
    this.first = first;
  }

  /**
   * Tries, ever less often, until it is no question of the network any more.
   *
   * @return empty if the loop was told to stop before
   */
  <T> Optional<T> until(Supplier<T> attempt) {
    for (Duration pause = first; ; pause = twice(pause)) {
      try {
        return Optional.of(attempt.get());
      } catch (InputProblem e) {
        if (!e.code().equals(GatewayGround.UNREACHABLE)) {
          throw e;
        }
        log.warn("link", e.getMessage() + "; it is tried again in " + pause.toSeconds() + " s");
      }
      if (!passes(pause)) {
        return Optional.empty();
      }
    }
  }

  private static Duration twice(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }

  /** Whether the pause was over before the end came. */
  private boolean passes(Duration pause) {
    boolean[] over = {false};
    Scheduler.Task timer =
        loop.after(
            pause,
            () -> {
              over[0] = true;
              loop.stop();
            });
    loop.run();
    timer.cancel();
    return over[0];
  }
}
