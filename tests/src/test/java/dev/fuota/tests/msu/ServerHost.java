package dev.fuota.tests.msu;

import dev.fuota.fleet.msu.VirtualGround;
import dev.fuota.hal.net.DatagramListener;
import dev.fuota.hal.net.DatagramPort;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuCycle;
import dev.fuota.server.msu.MsuCycleListener;
import dev.fuota.server.msu.MsuNetwork;
import dev.fuota.server.msu.MsuServerPorts;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The machine that servers run on, one after the other. */
final class ServerHost implements MsuNetwork, DatagramListener {
  /** Where {@link VirtualGround} puts its server. */
  static final int ADDRESS = 0x0a00_0001;

  /** Where what is forged in a server's name seems to come from. */
  static final int FORGED_PORT = 40_000;

  private static final MsuDecoder DECODER =
      new MsuDecoder(MsuLimits.defaults().withProfile(Profile.CODED));

  private final VirtualGround ground;
  private final DatagramPort port;
  private final Trace trace;
  private @Nullable MsuCycle cycle;
  private @Nullable LiveTimers timers;
  private RepairPromises repairs = new RepairPromises(false, false);

  ServerHost(VirtualGround ground, Trace trace) {
    this.ground = ground;
    this.trace = trace;
    this.port = ground.server(this);
  }

  /** A new server process, which begins a cycle of its own. */
  MsuCycle start(MsuCampaign campaign) {
    kill();
    port.join(DatagramPort.Line.UNICAST, 0, 0);
    LiveTimers own = new LiveTimers(ground.scheduler(), Runnable::run);
    timers = own;
    repairs =
        new RepairPromises(
            campaign.repair() == MsuCampaign.RepairMode.EARLY, campaign.profile().stream());
    MsuServerPorts ports =
        new MsuServerPorts(
            ground.nanos(),
            (delay, action) -> own.after(delay, action)::cancel,
            ground.newRandom(),
            this);
    MsuCycle started = new MsuCycle(campaign, ports, MsuCycleListener.NONE);
    cycle = started;
    started.start();
    return started;
  }

  void kill() {
    if (timers != null) {
      timers.kill();
    }
    cycle = null;
  }

  Optional<MsuCycle> cycle() {
    return Optional.ofNullable(cycle);
  }

  int timers() {
    return timers == null ? 0 : timers.count();
  }

  @Override
  public void onDatagram(DatagramPort.Line line, int address, int from, ByteBuffer datagram) {
    trace.add(address, from, datagram.remaining());
    if (cycle != null) {
      if (address != Stranger.ADDRESS) {
        DECODER.decode(datagram).accepted().ifPresent(repairs::onReceived);
      }
      cycle.onDatagram(new Ipv4(address), from, datagram);
    }
  }

  @Override
  public void onInterface(boolean up) {
    // Its own cable is never pulled: that of all clients at once would be the same.
  }

  @Override
  public Ipv4 address() {
    return new Ipv4(port.address());
  }

  @Override
  public void multicast(Ipv4 group, int to, ByteBuffer datagram) {
    check(datagram);
    port.send(group.bits(), to, datagram);
  }

  @Override
  public void unicast(Ipv4 to, int number, ByteBuffer datagram) {
    check(datagram);
    port.send(to.bits(), number, datagram);
  }

  private void check(ByteBuffer datagram) {
    MsuMessage message =
        DECODER
            .decode(datagram)
            .accepted()
            .orElseThrow(() -> new AssertionError("a server sent what is no message"));
    trace.say(ADDRESS, ">", message);
    repairs.onSent(message, ground.nanos().getAsLong());
    trace.add(0, 0, datagram.remaining());
  }
}
