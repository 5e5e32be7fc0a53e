package dev.fuota.server.msu;

import dev.fuota.server.port.Timers.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Collects the results of a file after its transfer (MSU, section 13, step w). Clients report by
 * themselves, twice; one that did not is asked a few times. Who answers that it is still at work is
 * waited for, but not for ever.
 */
final class Collecting {
  static final int OUTSTANDING_MAX = 256;
  private static final Duration REASK = Duration.ofSeconds(1);
  private static final Duration PATIENCE_MORE = Duration.ofSeconds(2);

  private final CycleContext context;
  private final Requests requests;
  private final Duration patience;
  private long startedAt;
  private Runnable whenDone = () -> {};
  private @Nullable Timer timer;

  Collecting(CycleContext context, Liveness liveness, int timeoutSeconds) {
    this.context = context;
    int update = Math.max(timeoutSeconds, context.campaign().timing().updateTimeoutSeconds());
    this.patience = Duration.ofSeconds(update).plus(PATIENCE_MORE);
    this.requests =
        new Requests(
            context,
            context.campaign().repeats().status(),
            false,
            OUTSTANDING_MAX,
            new Requests.Question() {
              @Override
              public void ask(ClientRecord client, int attempt) {
                liveness.ask(client);
              }

              @Override
              public void onSilence(ClientRecord client) {
                if (liveness.isOverdue(client)) {
                  context.clients().setState(client, ClientState.LOST);
                }
              }
            });
  }

  void start(Runnable done) {
    startedAt = context.now();
    whenDone = done;
    timer = context.after(firstWait(), this::ask);
  }

  private Duration firstWait() {
    Duration gap = context.campaign().repeats().status().gap();
    return context.clients().unfinished() == 0 ? Duration.ZERO : gap;
  }

  private void ask() { // MSU-116
    context.clients().all().stream().filter(client -> !client.isFinished()).forEach(requests::add);
    requests.whenIdle(this::onAnswered);
  }

  /**
   * All were asked. Those who are still at work may need the time that a silent server is given.
   */
  private void onAnswered() {
    boolean anyAtWork =
        context.clients().all().stream()
            .anyMatch(c -> !c.isFinished() && c.file().outcome() == FileOutcome.UNFINISHED);
    boolean isPatient = context.now() - startedAt < patience.toNanos();
    if (anyAtWork && isPatient) {
      timer = context.after(REASK, this::ask);
    } else {
      whenDone.run();
    }
  }

  /** A client has answered; what it said is in its record. */
  void onStatus(ClientRecord client) {
    requests.settled(client);
  }

  void stop() {
    requests.stop();
    if (timer != null) {
      timer.cancel();
    }
  }
}
