package dev.fuota.server.network;

import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where those wait for a transmitter that can send at any time.
 *
 * <p>Those whose frames can be sent at the same time wait as one party. At that time its first one
 * is served; and if nothing is free for the next one then, nothing is for all behind it, and the
 * party goes on waiting as it is. So a frame costs one look for each party, not one for each of the
 * hundreds of devices that wait for it to be over.
 *
 * <p>All that wait for one instant are served in the order in which they began to wait for it, as
 * if each had a timer of its own.
 */
final class WaitingRoom implements Timers {
  private final InstantSource clock;
  private final Timers timers;
  private final Map<Instant, Deque<Party>> waiting = new HashMap<>();

  WaitingRoom(InstantSource clock, Timers timers) {
    this.clock = clock;
    this.timers = timers;
  }

  /**
   * Some that wait together, in their order: in a ring of seats, so that whoever leaves takes his
   * seat with him.
   *
   * @param what empty for one that has to look by itself
   * @param end nobody's seat, behind the last one and before the first
   */
  private record Party(Optional<AnyTime> what, Seat end) {
    boolean goesWith(Party other) {
      return what.isPresent() && what.equals(other.what);
    }

    /** Lets those of another party sit down behind the last one. */
    void join(Party other) {
      end.admit(other.end);
      other.end.cancel();
    }

    boolean isOver() {
      return end.behind == end;
    }
  }

  /** Of one that waits, or of nobody; a ring of its own for who does not wait any more. */
  private static final class Seat implements Timer {
    private @Nullable Runnable turn;
    private Seat before = this;
    private Seat behind = this;

    Seat(@Nullable Runnable turn) {
      this.turn = turn;
    }

    /** Takes another ring in before this seat. */
    void admit(Seat first) {
      Seat last = first.before;
      before.behind = first;
      first.before = before;
      last.behind = this;
      before = last;
    }

    void serve() {
      Runnable mine = turn;
      cancel();
      if (mine != null) {
        mine.run();
      }
    }

    @Override
    public void cancel() {
      turn = null;
      before.behind = behind;
      behind.before = before;
      before = this;
      behind = this;
    }
  }

  /**
   * Waits for a frame's time.
   *
   * @param when the soonest, as it looks now
   * @param turn is called when it has come
   */
  Timer await(Instant when, AnyTime what, Runnable turn) {
    return enter(when, Optional.of(what), turn);
  }

  @Override
  public Timer after(Duration delay, Runnable action) {
    return enter(clock.instant().plus(delay), Optional.empty(), action);
  }

  private Timer enter(Instant when, Optional<AnyTime> what, Runnable turn) {
    Seat seat = new Seat(turn);
    Party alone = new Party(what, new Seat(null));
    alone.end().admit(seat);
    enter(when, alone);
    return seat;
  }

  private void enter(Instant when, Party party) {
    Deque<Party> others = waiting.computeIfAbsent(when, this::open);
    Party last = others.peekLast();
    if (last != null && last.goesWith(party)) {
      last.join(party);
    } else {
      others.add(party);
    }
  }

  private Deque<Party> open(Instant when) {
    Duration ahead = Duration.between(clock.instant(), when);
    timers.after(ahead.isNegative() ? Duration.ZERO : ahead, () -> serve(when));
    return new ArrayDeque<>();
  }

  private void serve(Instant when) {
    Optional.ofNullable(waiting.remove(when)).ifPresent(due -> due.forEach(this::serve));
  }

  private void serve(Party party) {
    while (!party.isOver()) {
      Instant now = clock.instant();
      Instant soonest = party.what().map(it -> it.soonest(now).start()).orElse(now);
      if (soonest.isAfter(now)) {
        enter(soonest, party);
        return;
      }
      party.end().behind.serve();
    }
  }
}
