package dev.fuota.server.service;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.UplinkListener;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where there is no LoRaWAN: nothing is heard, and nothing is taken to be sent. */
final class NoLorawan implements LorawanNetwork {
  static final NoLorawan INSTANCE = new NoLorawan();

  private NoLorawan() {}

  @Override
  public void listen(UplinkListener listener) {}

  @Override
  public Optional<QueuedDownlink> send(DeviceId device, Downlink downlink, SentListener listener) {
    return Optional.empty();
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
    return Optional.empty();
  }
}
