package dev.fuota.server.harness;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.Timers;
import dev.fuota.server.port.UplinkListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one process sees of the network and of time: when the process ends, nothing of that reaches
 * it any more. What it gave to the network goes on air all the same. Its clock can be set.
 */
public final class Life implements LorawanNetwork, Timers, InstantSource {
  private final LorawanNetwork network;
  private final VirtualTime time;
  private Duration off = Duration.ZERO;
  private boolean over;

  public Life(LorawanNetwork network, VirtualTime time) {
    this.network = network;
    this.time = time;
  }

  /** The process is killed. */
  public void end() {
    over = true;
  }

  /** The clock jumps, forward or back. */
  public void setClock(Duration by) {
    off = off.plus(by);
  }

  @Override
  public Instant instant() {
    return time.instant().plus(off);
  }

  @Override
  public Timer after(Duration delay, Runnable action) {
    return time.after(delay, () -> ifAlive(action));
  }

  private void ifAlive(Runnable action) {
    if (!over) {
      action.run();
    }
  }

  @Override
  public void listen(UplinkListener listener) {
    network.listen(uplink -> ifAlive(() -> listener.onUplink(uplink)));
  }

  @Override
  public Optional<QueuedDownlink> send(DeviceId device, Downlink downlink, SentListener listener) {
    return network.send(device, downlink, sent -> ifAlive(() -> listener.onSent(sent)));
  }

  @Override
  public void defineGroup(DevAddr mcAddr, SessionKeys keys) {
    network.defineGroup(mcAddr, keys);
  }

  @Override
  public void members(DevAddr mcAddr, Set<DeviceId> members) {
    network.members(mcAddr, members);
  }

  @Override
  public void listening(
      List<DeviceId> devices, DownlinkChannel channel, Instant from, Instant until) {
    network.listening(devices, channel, from, until);
  }

  @Override
  public long nextMcFCnt(DevAddr mcAddr) {
    return network.nextMcFCnt(mcAddr);
  }

  @Override
  public Optional<QueuedDownlink> multicast(
      DevAddr mcAddr, Downlink downlink, DownlinkChannel channel, SentListener listener) {
    return network.multicast(
        mcAddr, downlink, channel, sent -> ifAlive(() -> listener.onSent(sent)));
  }
}
