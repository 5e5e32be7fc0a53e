package dev.fuota.device.link;

import dev.fuota.hal.link.LinkCapabilities;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.hal.link.PingSession;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A link on which nothing is sent before its guard agrees: for modems, which have a MAC of their
 * own. An uplink that is kept back is one that nobody acknowledged.
 */
public final class GuardedLink implements LorawanLink {
  private final LorawanLink link;
  private final BooleanSupplier guard;
  private final Scheduler timers;
  private @Nullable Listener listener;

  /**
   * The same as {@code link}, guarded.
   *
   * @param guard is asked before each uplink: the place to have on the disk first what answers say
   */
  public GuardedLink(LorawanLink link, BooleanSupplier guard, Scheduler timers) {
    this.link = link;
    this.guard = guard;
    this.timers = timers;
  }

  @Override
  public void listen(Listener to) {
    listener = to;
    link.listen(to);
  }

  @Override
  public LinkCapabilities capabilities() {
    return link.capabilities();
  }

  @Override
  public Activity activity() {
    return link.activity();
  }

  @Override
  public boolean ready() {
    return link.ready();
  }

  @Override
  public int maxPayload() {
    return link.maxPayload();
  }

  @Override
  public void send(int fPort, byte[] payload, boolean confirmed) {
    if (guard.getAsBoolean()) {
      link.send(fPort, payload, confirmed);
    } else {
      timers.after(Duration.ZERO, this::keptBack);
    }
  }

  private void keptBack() {
    if (listener != null) {
      listener.onUplinkDone(false);
    }
  }

  @Override
  public void requestTime() {
    link.requestTime();
  }

  @Override
  public void defineGroup(MulticastGroup group) {
    link.defineGroup(group);
  }

  @Override
  public void deleteGroup(int groupId) {
    link.deleteGroup(groupId);
  }

  @Override
  public void openClassC(int groupId, int frequencyHz, int dataRate) {
    link.openClassC(groupId, frequencyHz, dataRate);
  }

  @Override
  public void closeClassC(int groupId) {
    link.closeClassC(groupId);
  }

  @Override
  public boolean supportsClassB() {
    return link.supportsClassB();
  }

  @Override
  public void openClassB(int groupId, PingSession session) {
    link.openClassB(groupId, session);
  }

  @Override
  public void closeClassB(int groupId) {
    link.closeClassB(groupId);
  }

  @Override
  public boolean supportsDataRate(int dataRate) {
    return link.supportsDataRate(dataRate);
  }

  @Override
  public boolean supportsFrequency(int frequencyHz) {
    return link.supportsFrequency(frequencyHz);
  }
}
