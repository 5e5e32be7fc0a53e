package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.fragmentation.DataFragment;
import java.time.Duration;
import java.time.Instant;

/**
 * Sends fragments 1..total, uncoded ones first (TP-08), one at a time: the next one goes to the
 * network when the last was sent and {@code mcast_msg_delay} has passed since its start (TP-06). A
 * fragment whose sent report does not come is a lost one, like those that the air takes.
 */
final class FragmentTransfer {

  /** Sees each fragment go. */
  interface Watcher {
    void onFragment(int sent, int total);
  }

  private final CampaignContext context;
  private final CutFile firmware;
  private final Watcher watcher;
  private Runnable done = () -> {};
  private int sent;
  private boolean stopped;

  FragmentTransfer(CampaignContext context, Watcher watcher) {
    this.context = context;
    this.firmware = context.firmware();
    this.watcher = watcher;
  }

  /** Fragments of this round that were given to the network and are done. */
  int sent() {
    return sent;
  }

  /**
   * Begins a round.
   *
   * @param whenDone called when all its fragments are out
   */
  void start(Runnable whenDone) {
    done = whenDone;
    sent = 0;
    sendNext();
  }

  void stop() {
    stopped = true;
  }

  private void sendNext() {
    if (stopped) {
      return;
    }
    if (sent == firmware.total()) {
      done.run();
      return;
    }
    int n = sent + 1;
    Command fragment =
        new DataFragment(context.parameters().fragIndex(), n, firmware.encoder().fragment(n));
    context.sender().send(fragment, this::onDone);
  }

  /** The fragment was sent at that time, or nobody knows. */
  private void onDone(Instant startedAt) {
    if (stopped) {
      return;
    }
    sent++;
    watcher.onFragment(sent, firmware.total());
    Instant next = startedAt.plus(context.parameters().mcastMsgDelay());
    Duration rest = Duration.between(context.now(), next);
    context.timers().after(rest.isNegative() ? Duration.ZERO : rest, this::sendNext);
  }
}
