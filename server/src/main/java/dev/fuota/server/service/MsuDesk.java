package dev.fuota.server.service;

import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuCycle;
import dev.fuota.server.msu.MsuCycleListener;
import dev.fuota.server.msu.MsuNetwork;
import dev.fuota.server.msu.MsuServerPorts;
import dev.fuota.server.port.Timers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A network of MSU as the parts of all campaigns share it: a server runs one cycle at a time
 * (MSU-005), so parts wait for their turn. Behind a fault of the store nothing is sent.
 */
final class MsuDesk implements MsuNetwork {
  /** Headers of Ethernet, IPv4 and UDP, as the totals of a cycle count them. */
  private static final int HEADERS = 42;

  private final MsuSite site;
  private final Ledger ledger;
  private final Timers timers;
  private final Deque<Guest> waiting = new ArrayDeque<>();
  private @Nullable Guest guest;
  private @Nullable MsuCycle cycle;
  private long octets;

  /** Who wants to run a cycle. */
  interface Guest {
    /** It is its turn, until it leaves. */
    void onTurn();
  }

  MsuDesk(MsuSite site, Ledger ledger) {
    this.site = site;
    this.ledger = ledger;
    this.timers = ledger.timers();
    site.listen(
        (from, port, datagram) -> {
          if (cycle != null) {
            MsuCycle now = cycle;
            ledger.run(() -> now.onDatagram(from, port, datagram));
          }
        });
  }

  MsuSite site() {
    return site;
  }

  /** Calls the guest when it is its turn, maybe at once. */
  void enter(Guest who) {
    waiting.add(who);
    callNext();
  }

  private void callNext() {
    if (guest == null && !waiting.isEmpty()) {
      guest = waiting.remove();
      octets = 0;
      guest.onTurn();
    }
  }

  /** A cycle for the guest whose turn it is. */
  MsuCycle cycle(MsuCampaign campaign, MsuCycleListener listener) {
    MsuServerPorts ports = new MsuServerPorts(site.nanos(), timers, site.random(), this);
    MsuCycle fresh = new MsuCycle(campaign, ports, listener);
    cycle = fresh;
    return fresh;
  }

  /** The guest does not wait any more, or its cycle is over. */
  void leave(Guest who) {
    waiting.remove(who);
    if (guest == who) {
      guest = null;
      cycle = null;
      timers.after(Duration.ZERO, this::callNext); // not from within the cycle that has just ended
    }
  }

  /** On the wire, since the turn began. */
  long octets() {
    return octets;
  }

  @Override
  public Ipv4 address() {
    return site.wire().address();
  }

  @Override
  public void multicast(Ipv4 group, int port, ByteBuffer datagram) {
    if (ledger.fault().isEmpty()) {
      octets += datagram.remaining() + HEADERS;
      site.wire().multicast(group, port, datagram);
    }
  }

  @Override
  public void unicast(Ipv4 to, int port, ByteBuffer datagram) {
    if (ledger.fault().isEmpty()) {
      octets += datagram.remaining() + HEADERS;
      site.wire().unicast(to, port, datagram);
    }
  }
}
