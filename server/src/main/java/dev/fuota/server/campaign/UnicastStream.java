package dev.fuota.server.campaign;

import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.Timers;
import java.time.Duration;
import java.util.Optional;

/**
 * Fragments for one device by unicast (TR-08): each in its turn of {@code ucast_msg_delay}, the
 * next one when the last was sent. One that the network does not send within {@code
 * delivery_timeout} is given to it again, at most {@code msg_retries} times.
 */
final class UnicastStream {

  /** Where a stream is told of; after an end it is told nothing more. */
  interface Watcher {
    /** One more was sent; the participant has its number. */
    void onSent();

    /** All were sent, or the device has said that it has everything. */
    void onEnd(Participant participant);

    void onUndelivered(Participant participant, String reason);
  }

  private final CampaignContext context;
  private final Participant participant;
  private final int last;
  private final Watcher watcher;
  private Optional<QueuedDownlink> queued = Optional.empty();
  private Timers.Timer timeout = () -> {};
  private int tries;
  private int uplinksBefore;
  private boolean over;

  /**
   * A stream behind what was sent to the participant.
   *
   * @param last the number of the last fragment
   */
  UnicastStream(CampaignContext context, Participant participant, int last, Watcher watcher) {
    this.context = context;
    this.participant = participant;
    this.last = last;
    this.watcher = watcher;
  }

  /** Whether a device is in, and has not said yet that it has everything. */
  static boolean isWanting(Participant participant) {
    return participant.isIn()
        && !participant.hasReportedBlock()
        && participant.missing().orElse(1) > 0;
  }

  /** Sends the next one. */
  void next() {
    if (participant.fragmentsSent() >= last || !isWanting(participant)) {
      end();
    } else {
      tries = 0;
      context.pacer().request(this::onTurn);
    }
  }

  private boolean onTurn() {
    if (over) {
      return false;
    }
    tries++;
    int thisTry = tries;
    int n = participant.fragmentsSent() + 1;
    awaitReport();
    queued =
        context
            .network()
            .send(
                participant.device(),
                Frames.fragment(context.file(), context.parameters().fragIndex(), n),
                report -> {
                  context.runner().onUnicastSent(report);
                  if (thisTry == tries && n == participant.fragmentsSent() + 1) {
                    onSent();
                  }
                });
    return true;
  }

  private void awaitReport() {
    timeout.cancel();
    uplinksBefore = participant.uplinks();
    Duration patience = context.parameters().deliveryTimeout();
    timeout = context.timers().after(patience, this::onTimeout);
  }

  private void onSent() {
    if (over) {
      return;
    }
    timeout.cancel();
    participant.fragmentsSent(participant.fragmentsSent() + 1);
    watcher.onSent();
    next();
  }

  private void onTimeout() {
    if (!isWanting(participant)) {
      end();
      return;
    }
    boolean busy = queued.isPresent() && queued.get().isWaiting();
    if (busy && participant.uplinks() > uplinksBefore) {
      awaitReport(); // the gateway is out of duty cycle: to try again would lose the place
      return;
    }
    queued.ifPresent(QueuedDownlink::cancel);
    if (tries < context.plan().triesMax()) {
      context.pacer().request(this::onTurn);
    } else {
      int n = participant.fragmentsSent() + 1;
      stop();
      watcher.onUndelivered(
          participant, "fragment not delivered: number " + n + " after " + tries + " tries");
    }
  }

  private void end() {
    stop();
    watcher.onEnd(participant);
  }

  /** Ends it; nobody is told. */
  void stop() {
    over = true;
    timeout.cancel();
    queued.ifPresent(QueuedDownlink::cancel);
    queued = Optional.empty();
  }
}
