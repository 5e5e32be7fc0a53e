package dev.fuota.server.campaign;

import dev.fuota.server.port.Downlink;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * Sends frames to the group one at a time: the next one goes to the network when the last was sent
 * and {@code mcast_msg_delay} has passed since its start (TP-06). A frame whose summary report does
 * not come in time is a lost one, like those that the air takes (TP-07).
 */
final class MulticastTransfer implements Transfer {
  private final CampaignContext context;
  private final int total;
  private final IntFunction<Downlink> frames;
  private final BooleanSupplier enough;
  private Runnable done = () -> {};
  private int until;
  private int sent;
  private boolean stopped;

  /**
   * Nothing sent yet.
   *
   * @param frames by their number, 1..total
   * @param enough asked before each frame whether it is still wanted
   */
  MulticastTransfer(
      CampaignContext context, int total, IntFunction<Downlink> frames, BooleanSupplier enough) {
    this.context = context;
    this.total = total;
    this.frames = frames;
    this.enough = enough;
  }

  @Override
  public void start(Runnable whenDone) {
    resume(0, whenDone);
  }

  @Override
  public void resume(int from, Runnable whenDone) {
    skipTo(from);
    goOn(total, whenDone);
  }

  /** So many frames were sent before. */
  void skipTo(int from) {
    sent = Math.min(from, total);
  }

  /** Sends the frames behind those sent, up to this number. */
  void goOn(int last, Runnable whenDone) {
    until = Math.min(last, total);
    done = whenDone;
    sendNext();
  }

  @Override
  public void stop() {
    stopped = true;
  }

  @Override
  public int sent() {
    return sent;
  }

  @Override
  public int total() {
    return total;
  }

  private void sendNext() {
    if (stopped) {
      return;
    }
    if (sent >= until || enough.getAsBoolean()) {
      done.run();
      return;
    }
    context.sender().send(frames.apply(sent + 1), this::onDone);
  }

  /** The frame was sent at that time, or nobody knows. */
  private void onDone(Instant startedAt) {
    if (stopped) {
      return;
    }
    sent++;
    context.save().run();
    context.listener().onFragment(sent, total);
    Duration apart = context.plan().multicastApart();
    Duration rest = Duration.between(context.now(), startedAt.plus(apart));
    context.timers().after(Delays.within(rest, apart), this::sendNext);
  }
}
