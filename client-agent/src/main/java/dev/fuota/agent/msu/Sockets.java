package dev.fuota.agent.msu;

import dev.fuota.hal.net.DatagramPort;
import dev.fuota.hal.net.DatagramPort.Line;
import java.time.Duration;

/** The client's own socket and the discovery group: opened, and opened again when they are lost. */
final class Sockets {
  private static final Duration AGAIN = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final MsuContext context;
  private final TimerSlot again;
  private final Runnable opened;
  private int address;

  Sockets(MsuContext context, Runnable opened) {
    this.context = context;
    this.again = context.timer();
    this.opened = opened;
  }

  /** Opens both; if that fails, again every ten seconds (M-04). */
  void open() {
    tryOpen(AGAIN);
  }

  private void tryOpen(Duration wait) {
    DatagramPort network = context.ports.network();
    MsuClientConfig config = context.config();
    int now = network.address();
    // While the interface is away it has no address: that is no other one (M-25).
    address = now == 0 ? address : now;
    boolean joined =
        now != 0
            && network.join(Line.UNICAST, 0, 0)
            && network.join(Line.DISCOVERY, config.discoveryGroup.bits(), config.discoveryPort);
    if (joined) {
      again.cancel();
      opened.run();
    } else {
      again.set(wait, () -> tryOpen(wait));
    }
  }

  /** M-24, M-25: the interface went, or is there again with whatever address. */
  void onInterface(boolean up) {
    if (up) {
      tryOpen(POLL);
    } else {
      again.set(POLL, () -> tryOpen(POLL));
    }
  }

  boolean addressChanged() {
    return context.ports.network().address() != address;
  }

  void close() {
    again.cancel();
    DatagramPort network = context.ports.network();
    network.leave(Line.DATA);
    network.leave(Line.DISCOVERY);
    network.leave(Line.UNICAST);
  }
}
