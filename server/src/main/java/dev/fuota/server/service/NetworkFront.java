package dev.fuota.server.service;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.Uplink;
import dev.fuota.server.port.UplinkListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network as all parts of all campaigns share it: each part hears only its own devices, what is
 * said is written to the {@link MessageLog}, and behind a fault of the store nothing is sent.
 */
final class NetworkFront {
  private final Network network;
  private final MessageLog log;
  private final Ledger ledger;
  private final Optional<MsuDesk> desk;
  private final Map<DeviceId, Port> owners = new HashMap<>();

  NetworkFront(Network network, MessageLog log, Ledger ledger) {
    this.network = network;
    this.log = log;
    this.ledger = ledger;
    network.lorawan().listen(this::onUplink);
    this.desk =
        network instanceof MsuSite site ? Optional.of(new MsuDesk(site, ledger)) : Optional.empty();
  }

  /** Where cycles wait for their turn; empty if it is no network of MSU. */
  Optional<MsuDesk> desk() {
    return desk;
  }

  Network network() {
    return network;
  }

  private void onUplink(Uplink uplink) {
    Port owner = owners.get(uplink.device());
    if (owner == null || ledger.fault().isPresent()) {
      return;
    }
    log.add(uplink);
    ledger.run(() -> owner.listeners.forEach(listener -> listener.onUplink(uplink)));
  }

  /** The network as one part sees it; the devices are its own until another part takes them. */
  LorawanNetwork port(Iterable<DeviceId> devices) {
    Port port = new Port();
    devices.forEach(device -> owners.put(device, port));
    return port;
  }

  /** A part does not listen any more. */
  void release(LorawanNetwork port) {
    owners.values().removeIf(owner -> owner == port);
  }

  private final class Port implements LorawanNetwork {
    private final List<UplinkListener> listeners = new ArrayList<>(1);

    @Override
    public void listen(UplinkListener listener) {
      listeners.add(listener);
    }

    @Override
    public Optional<QueuedDownlink> send(
        DeviceId device, Downlink downlink, SentListener listener) {
      if (ledger.fault().isPresent()) {
        return Optional.empty();
      }
      return network
          .lorawan()
          .send(
              device,
              downlink,
              sent -> {
                log.add(device, downlink, sent.at());
                ledger.run(() -> listener.onSent(sent));
              });
    }

    @Override
    public void defineGroup(DevAddr mcAddr, SessionKeys keys) {
      network.lorawan().defineGroup(mcAddr, keys);
    }

    @Override
    public void members(DevAddr mcAddr, Set<DeviceId> members) {
      network.lorawan().members(mcAddr, members);
    }

    @Override
    public void listening(
        List<DeviceId> devices, DownlinkChannel channel, Instant from, Instant until) {
      network.lorawan().listening(devices, channel, from, until);
    }

    @Override
    public long nextMcFCnt(DevAddr mcAddr) {
      return network.lorawan().nextMcFCnt(mcAddr);
    }

    @Override
    public Optional<QueuedDownlink> multicast(
        DevAddr mcAddr, Downlink downlink, DownlinkChannel channel, SentListener listener) {
      return ledger.fault().isPresent()
          ? Optional.empty()
          : network
              .lorawan()
              .multicast(
                  mcAddr, downlink, channel, sent -> ledger.run(() -> listener.onSent(sent)));
    }
  }
}
