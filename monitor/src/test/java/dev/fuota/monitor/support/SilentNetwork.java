package dev.fuota.monitor.support;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.campaign.SessionCounters;
import dev.fuota.server.network.DeviceRegistration;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.Uplink;
import dev.fuota.server.port.UplinkListener;
import dev.fuota.server.service.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A network that sends all it is given, to devices that never answer. */
final class SilentNetwork implements Network, LorawanNetwork {
  private static final Duration AIR_TIME = Duration.ofMillis(50);
  private static final int OCTETS = 30;
  private static final int APPLICATION = 1;

  private final TestTime time;
  private final SessionCounters counters;
  private final List<UplinkListener> listeners = new ArrayList<>();

  SilentNetwork(TestTime time, SessionCounters counters) {
    this.time = time;
    this.counters = counters;
  }

  @Override
  public String name() {
    return "silent";
  }

  @Override
  public Region region() {
    return Region.EU868;
  }

  @Override
  public LorawanNetwork lorawan() {
    return this;
  }

  @Override
  public SessionCounters sessionCounters() {
    return counters;
  }

  @Override
  public void register(DeviceRegistration registration) {}

  @Override
  public void listen(UplinkListener listener) {
    listeners.add(listener);
  }

  /** A device says that it is there. */
  void hear(DeviceId device) {
    Instant now = time.instant();
    Uplink uplink = new Uplink(device, APPLICATION, Bytes.of((byte) 1), now, now);
    listeners.forEach(listener -> listener.onUplink(uplink));
  }

  @Override
  public Optional<QueuedDownlink> send(DeviceId device, Downlink downlink, SentListener listener) {
    return Optional.of(sent(listener));
  }

  @Override
  public void defineGroup(DevAddr mcAddr, SessionKeys keys) {}

  @Override
  public void members(DevAddr mcAddr, Set<DeviceId> members) {}

  @Override
  public void listening(
      List<DeviceId> devices, DownlinkChannel channel, Instant from, Instant until) {}

  @Override
  public long nextMcFCnt(DevAddr mcAddr) {
    return 0;
  }

  @Override
  public Optional<QueuedDownlink> multicast(
      DevAddr mcAddr, Downlink downlink, DownlinkChannel channel, SentListener listener) {
    return Optional.of(sent(listener));
  }

  private QueuedDownlink sent(SentListener listener) {
    time.after(
        AIR_TIME, () -> listener.onSent(new SentListener.Sent(time.instant(), AIR_TIME, OCTETS)));
    return new QueuedDownlink() {
      @Override
      public boolean isWaiting() {
        return false;
      }

      @Override
      public void cancel() {}
    };
  }
}
