package dev.fuota.agent.msu;

import java.time.Duration;

/** Sends a result twice, because nobody confirms it (MSU-114, MSU-115). */
final class StatusSender {
  private final MsuContext context;
  private final TimerSlot timer;
  private Runnable ending = () -> {};

  StatusSender(MsuContext context) {
    this.context = context;
    this.timer = context.timer();
  }

  /** After a random time, so that a thousand clients do not answer at once; then {@code done}. */
  void sendTwice(Session session, LastStatus status, Runnable done) {
    long nanos =
        (long)
            (context.ports.random().nextDouble()
                * context.config().times.statusSpread()
                * 1_000_000L);
    timer.set(Duration.ofNanos(nanos), () -> sendAtOnce(session, status, done));
  }

  /** Now and after the gap; then {@code done}, which a {@link #stop} does not prevent. */
  void sendAtOnce(Session session, LastStatus status, Runnable done) {
    send(session, status);
    ending = done;
    timer.set(
        Duration.ofMillis(context.config().times.statusGap()),
        () -> {
          ending = () -> {};
          send(session, status);
          done.run();
        });
  }

  private void send(Session session, LastStatus status) {
    context.send(session.connection.server(), session.port, status.response(context.self()));
  }

  void stop() {
    timer.cancel();
    ending = () -> {};
  }
}
