package dev.fuota.agent.fragmentation;

import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Status answers that wait for their random delay, each on the port of its request. */
final class StatusQueue {
  /** More requests than this within one delay only repeat each other. */
  private static final int WAITING_MAX = 4;

  /** The answer of the session {@code fragIndex}, on the port of the request. */
  record Due(Instant at, int fragIndex, int fPort) {}

  private final RandomGenerator random;
  private final List<Due> waiting = new ArrayList<>();

  StatusQueue(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Takes a request: its answer is due after a delay that is uniform in 0..longest (TS004-18).
   *
   * @param local the device's oscillator
   */
  List<Action> add(int fragIndex, int fPort, Duration longest, Instant local) {
    if (waiting.size() == WAITING_MAX) {
      return List.of();
    }
    Duration delay = Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
    waiting.add(new Due(local.plus(delay), fragIndex, fPort));
    waiting.sort(Comparator.comparing(Due::at));
    return List.of(restart(local));
  }

  /** The answers that are due; they wait no longer. */
  List<Due> takeDue(Instant local) {
    List<Due> due = waiting.stream().filter(each -> !each.at().isAfter(local)).toList();
    waiting.removeAll(due);
    return due;
  }

  /** Sets the timer for the next one. */
  Action restart(Instant local) {
    return waiting.isEmpty()
        ? new Action.Stop(Timer.FRAG_STATUS)
        : new Action.Start(Timer.FRAG_STATUS, Duration.between(local, waiting.get(0).at()));
  }

  /** Drops what waits for a session that is replaced. */
  void drop(int fragIndex) {
    waiting.removeIf(each -> each.fragIndex() == fragIndex);
  }
}
