package dev.fuota.agent.fragmentation;

import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;

/** Status answers that wait for their random delay, each on the port of its request. */
final class StatusQueue {
  /** More requests than this within one delay only repeat each other. */
  private static final int WAITING_MAX = 4;

  private static final int SHORTEST_EXPONENT = 4;

  private record Due(Instant at, int fPort) {}

  private final RandomGenerator random;
  private final List<Due> waiting = new ArrayList<>();

  StatusQueue(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Takes a request: its answer is due after a delay that is uniform in 0..2^(blockAckDelay + 4) s.
   *
   * @param local the device's oscillator
   */
  List<Action> add(int fPort, int blockAckDelay, Instant local) {
    if (waiting.size() == WAITING_MAX) {
      return List.of();
    }
    long longest = Duration.ofSeconds(1L << (blockAckDelay + SHORTEST_EXPONENT)).toMillis();
    waiting.add(new Due(local.plusMillis(random.nextLong(longest + 1)), fPort));
    waiting.sort(Comparator.comparing(Due::at));
    return List.of(restart(local));
  }

  /** The ports of the answers that are due; they wait no longer. */
  List<Integer> takeDue(Instant local) {
    List<Integer> ports = new ArrayList<>();
    for (Iterator<Due> each = waiting.iterator(); each.hasNext(); ) {
      Due due = each.next();
      if (!due.at().isAfter(local)) {
        ports.add(due.fPort());
        each.remove();
      }
    }
    return ports;
  }

  /** Sets the timer for the next one. */
  Action restart(Instant local) {
    return waiting.isEmpty()
        ? new Action.Stop(Timer.FRAG_STATUS)
        : new Action.Start(Timer.FRAG_STATUS, Duration.between(local, waiting.get(0).at()));
  }

  void clear() {
    waiting.clear();
  }
}
