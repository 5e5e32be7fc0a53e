package dev.fuota.fleet.fault;

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
import java.util.function.UnaryOperator;

/** A network as a campaign sees it: fragments that are handed to it may change. */
final class SpoiltNetwork implements LorawanNetwork {
  private final LorawanNetwork network;
  private final UnaryOperator<Downlink> spoiler;

  /** Hands to {@code network} what {@code spoiler} makes of each downlink. */
  SpoiltNetwork(LorawanNetwork network, UnaryOperator<Downlink> spoiler) {
    this.network = network;
    this.spoiler = spoiler;
  }

  @Override
  public void listen(UplinkListener listener) {
    network.listen(listener);
  }

  @Override
  public Optional<QueuedDownlink> send(DeviceId device, Downlink downlink, SentListener listener) {
    return network.send(device, spoiler.apply(downlink), listener);
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
    return network.multicast(mcAddr, spoiler.apply(downlink), channel, listener);
  }
}
