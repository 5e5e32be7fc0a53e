package dev.fuota.server.chirpstack;

import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Makes calls, a few at a time, and makes them again while ChirpStack is away:
 *
 * <pre>
 * phase     event                        next      does
 * LINED_UP  a place is free              ASKED     calls
 * ASKED     answer, refusal, garbage     OVER      tells the outcome
 * ASKED     away, time left              PAUSED    waits, each time twice as long
 * ASKED     away, no time left           OVER      tells AWAY
 * PAUSED    time                         LINED_UP
 * LINED_UP, PAUSED  dropped              OVER      nothing
 * </pre>
 */
final class ApiCaller {
  private static final int AT_ONCE_MAX = 8;
  private static final Duration PAUSE_MIN = Duration.ofSeconds(1);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(1);

  private final ApiTransport transport;
  private final Timers timers;
  private final Duration retryFor;
  private final Deque<Asking<?>> line = new ArrayDeque<>();
  private int asked;

  /** A call under way. */
  interface Ticket {
    /**
     * Takes the call back.
     *
     * @return false if it is on its way: its outcome will be told
     */
    boolean drop();
  }

  private enum Phase {
    LINED_UP,
    ASKED,
    PAUSED,
    OVER
  }

  /**
   * A caller at rest.
   *
   * @param retryFor how long a call is repeated while ChirpStack is away
   */
  ApiCaller(ApiTransport transport, Timers timers, Duration retryFor) {
    this.transport = transport;
    this.timers = timers;
    this.retryFor = retryFor;
  }

  /**
   * Makes a call.
   *
   * @param then called once, never from within this method
   */
  <T> Ticket call(ApiCall<T> call, Consumer<Outcome<T>> then) {
    Asking<T> asking = new Asking<>(call, then);
    line.add(asking);
    goOn();
    return asking;
  }

  private void goOn() {
    while (asked < AT_ONCE_MAX && !line.isEmpty()) {
      line.remove().ask();
    }
  }

  private final class Asking<T> implements Ticket {
    private final ApiCall<T> call;
    private final Consumer<Outcome<T>> then;
    private Phase phase = Phase.LINED_UP;
    private Duration pause = PAUSE_MIN;
    private Duration waited = Duration.ZERO;

    Asking(ApiCall<T> call, Consumer<Outcome<T>> then) {
      this.call = call;
      this.then = then;
    }

    void ask() {
      if (phase == Phase.LINED_UP) {
        phase = Phase.ASKED;
        asked++;
        transport.call(call.method(), call.message(), this::onReply);
      }
    }

    private void onReply(Reply reply) {
      asked--;
      if (reply instanceof Reply.Answer answer) {
        over(outcome(answer));
      } else if (reply instanceof Reply.Refused refused) {
        onRefused(refused);
      } else if (reply instanceof Reply.Away away) {
        onAway(away.why());
      } else if (reply instanceof Reply.Garbage garbage) {
        over(failed(Trouble.Kind.GARBAGE, garbage.why()));
      }
      goOn();
    }

    private Outcome<T> outcome(Reply.Answer answer) {
      return call.read(answer.message())
          .value()
          .<Outcome<T>>map(Outcome.Done::new)
          .orElseGet(() -> failed(Trouble.Kind.GARBAGE, "the answer cannot be read"));
    }

    private void onRefused(Reply.Refused refused) {
      if (GrpcStatus.isPassing(refused.status())) {
        onAway(refused.message());
      } else {
        over(failed(GrpcStatus.kind(refused.status(), refused.message()), refused.message()));
      }
    }

    private void onAway(String why) {
      if (waited.compareTo(retryFor) >= 0) {
        over(failed(Trouble.Kind.AWAY, why));
        return;
      }
      phase = Phase.PAUSED;
      timers.after(pause, this::lineUp);
      waited = waited.plus(pause);
      Duration twice = pause.multipliedBy(2);
      pause = twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
    }

    private void lineUp() {
      if (phase == Phase.PAUSED) {
        phase = Phase.LINED_UP;
        line.add(this);
        goOn();
      }
    }

    @Override
    public boolean drop() {
      if (phase == Phase.ASKED) {
        return false;
      }
      phase = Phase.OVER;
      return true;
    }

    private void over(Outcome<T> outcome) {
      phase = Phase.OVER;
      then.accept(outcome);
    }

    private Outcome<T> failed(Trouble.Kind kind, String why) {
      return new Outcome.Failed<>(new Trouble(kind, call.method(), why));
    }
  }
}
