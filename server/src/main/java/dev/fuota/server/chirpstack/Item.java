package dev.fuota.server.chirpstack;

import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A downlink on its way through ChirpStack:
 *
 * <pre>
 * phase   event                     next
 * GIVEN   ChirpStack has queued it  QUEUED
 * GIVEN   ChirpStack refuses        OVER
 * QUEUED  sent                      OVER
 * QUEUED  flushed, expired, lost    OVER
 * </pre>
 */
final class Item implements QueuedDownlink {

  enum Phase {
    GIVEN,
    QUEUED,
    OVER
  }

  private final Downlink downlink;
  private final SentListener listener;
  private final Consumer<Item> onCancel;
  private Phase phase = Phase.GIVEN;
  private boolean cancelled;
  private ApiCaller.@Nullable Ticket ticket;

  Item(Downlink downlink, SentListener listener, Consumer<Item> onCancel) {
    this.downlink = downlink;
    this.listener = listener;
    this.onCancel = onCancel;
  }

  Downlink downlink() {
    return downlink;
  }

  Phase phase() {
    return phase;
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** The call that it waits for. */
  void waitsFor(ApiCaller.Ticket call) {
    ticket = call;
  }

  /** Takes back the call that it waits for, if that has not left. */
  boolean dropCall() {
    return ticket != null && ticket.drop();
  }

  void queued() {
    phase = Phase.QUEUED;
    ticket = null;
  }

  void over() {
    phase = Phase.OVER;
    ticket = null;
  }

  void sent(SentListener.Sent report) {
    over();
    listener.onSent(report);
  }

  @Override
  public boolean isWaiting() {
    return !cancelled && phase != Phase.OVER;
  }

  @Override
  public void cancel() {
    if (isWaiting()) {
      cancelled = true;
      onCancel.accept(this);
    }
  }
}
