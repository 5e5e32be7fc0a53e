package dev.fuota.server.network;

import dev.fuota.gateway.port.GatewayEvents;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.GatewayStatistics;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eu868;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.server.network.Deduplicator.Collected;
import dev.fuota.server.network.DeviceSession.Authentication;
import dev.fuota.server.network.DeviceSession.Outgoing;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.Timers;
import dev.fuota.server.port.Uplink;
import dev.fuota.server.port.UplinkListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A small LoRaWAN 1.0.x network server for ABP devices in EU868.
 *
 * <p>An uplink is authenticated, handed to the listeners, and then answered: with what they or
 * others have queued for the device, with the acknowledgement of a confirmed uplink, or not at all.
 * The answer is given to the gateway ahead of time, for RX1 if transmitter and duty cycle allow,
 * else for RX2, else it waits for the next uplink. A downlink that is queued while a window is
 * still ahead is placed at once.
 *
 * <p>A repeated uplink opens its windows again and is acknowledged again, since the device repeats
 * it only because it heard nothing; the listeners see it once.
 */
public final class NetworkServer implements LorawanNetwork, GatewayEvents {
  private static final int EIRP_DBM = 16;

  /** Payloads of unicast downlinks must fit every data rate, because RX2 has the lowest. */
  public static final int UNICAST_PAYLOAD_MAX = Eu868.RX2_DATA_RATE.maxPayload();

  private final NetworkSettings settings;
  private final SessionStore store;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final GatewayBook gateways = new GatewayBook();
  private final Deduplicator deduplicator;
  private final Transmitter transmitter;
  private final MulticastQueue multicastQueue;
  private final Map<DeviceId, DeviceSession> devices = new HashMap<>();
  private final Map<DevAddr, DeviceSession> sessions = new HashMap<>();
  private final Map<DevAddr, GroupSession> groups = new HashMap<>();
  private final List<UplinkListener> listeners = new ArrayList<>();
  private final Map<Drop, Long> drops = new EnumMap<>(Drop.class);
  private long uplinks;

  /**
   * A network without devices and gateways.
   *
   * @param random draws addresses
   */
  public NetworkServer(
      NetworkSettings settings,
      SessionStore store,
      InstantSource clock,
      Timers timers,
      RandomGenerator random) {
    this.settings = settings;
    this.store = store;
    this.random = random;
    this.clock = clock;
    this.deduplicator =
        new Deduplicator(settings.deduplication(), clock, timers, this::onCollected);
    this.transmitter = new Transmitter(clock, timers, frequencyHz -> EIRP_DBM);
    this.multicastQueue = new MulticastQueue(transmitter, gateways, clock, timers);
    for (Drop drop : Drop.values()) {
      drops.put(drop, 0L);
    }
  }

  /**
   * Registers a device.
   *
   * @throws IllegalArgumentException if the device is known, or its address is taken
   */
  public void register(DeviceRegistration registration) {
    if (registration instanceof DeviceRegistration.Personalised p) {
      if (devices.containsKey(p.device()) || sessions.containsKey(p.devAddr())) {
        throw new IllegalArgumentException(p.device() + " is registered already");
      }
      DeviceSession session = new DeviceSession(p.device(), p.devAddr(), p.keys());
      devices.put(p.device(), session);
      sessions.put(p.devAddr(), session);
    }
  }

  @Override
  public void onConnected(GatewayLink gateway) {
    gateways.connect(gateway);
  }

  @Override
  public void onDisconnected(GatewayId gateway) {
    gateways.find(gateway).ifPresent(KnownGateway::disconnect);
  }

  @Override
  public void onStatistics(GatewayId gateway, GatewayStatistics statistics) {
    gateways.find(gateway).ifPresent(known -> known.report(statistics));
  }

  @Override
  public void onHeard(Heard heard) {
    Optional<KnownGateway> gateway = gateways.find(heard.gateway());
    if (gateway.isEmpty()) {
      drop(Drop.UNKNOWN_GATEWAY);
    } else {
      gateway.get().heard(heard.gpsMillis().isPresent());
      if (!deduplicator.add(gateway.get(), heard)) {
        drop(Drop.OVERLOAD);
      }
    }
  }

  private void onCollected(List<Collected> batch) {
    batch.forEach(this::onCollected);
  }

  private void onCollected(Collected collected) {
    Heard heard = collected.copies().get(0).heard();
    Optional<DataFrame> decoded = DataFrame.decode(heard.phyPayload()).value();
    Optional<DataRate> dataRate = dataRate(heard.modulation());
    if (decoded.isEmpty() || dataRate.isEmpty()) {
      drop(Drop.MALFORMED);
      return;
    }
    DataFrame frame = decoded.get();
    DeviceSession device = sessions.get(frame.devAddr());
    if (!frame.type().isDataUp()) {
      drop(Drop.NOT_AN_UPLINK);
    } else if (device == null) {
      drop(Drop.UNKNOWN_ADDRESS);
    } else {
      Reception reception = new Reception(collected.since(), dataRate.get(), collected.copies());
      onFrame(device, frame, new ReceiveWindows(reception));
    }
  }

  private static Optional<DataRate> dataRate(Modulation modulation) {
    return Eu868.DATA_RATES.stream()
        .filter(rate -> rate.spreadingFactor() == modulation.spreadingFactor())
        .filter(rate -> rate.bandwidthHz() == modulation.bandwidthHz())
        .findFirst();
  }

  private void onFrame(DeviceSession device, DataFrame frame, ReceiveWindows windows) {
    Authentication authentication = device.authenticate(frame);
    authentication.drop().ifPresent(this::drop);
    if (authentication.payload().isPresent()) {
      uplinks++;
      device.open(windows, frame.type().isConfirmed());
      deliver(uplink(device, frame, authentication.payload().get(), windows));
      answer(device);
    } else if (isRepetition(device, authentication, windows)) {
      device.open(windows, frame.type().isConfirmed());
      answer(device);
    }
  }

  /** A device repeats a frame after its windows; what comes sooner is a second copy of one. */
  private static boolean isRepetition(
      DeviceSession device, Authentication authentication, ReceiveWindows windows) {
    return authentication.drop().equals(Optional.of(Drop.DUPLICATE))
        && !windows.uplinkEnd().isBefore(device.lastUplinkEnd().plus(Eu868.RECEIVE_DELAY2));
  }

  private static Uplink uplink(
      DeviceSession device, DataFrame frame, Bytes payload, ReceiveWindows windows) {
    Instant end = windows.uplinkEnd();
    Instant start =
        end.minus(TimeOnAir.of(windows.uplink().dataRate(), frame.phyPayload().length(), true));
    return new Uplink(device.device(), frame.fPort(), payload, start, end);
  }

  private void deliver(Uplink uplink) {
    listeners.forEach(listener -> listener.onUplink(uplink));
  }

  private void drop(Drop drop) {
    drops.merge(drop, 1L, Long::sum);
  }

  /** Uses a window of the device that is still ahead and free, if there is something to send. */
  private void answer(DeviceSession device) {
    if (device.windows().isEmpty() || !device.hasSomethingToSend()) {
      return;
    }
    int length = device.nextLength();
    List<Place> places =
        device.windows().get().places().stream()
            .filter(place -> transmitter.isFree(place, length))
            .toList();
    if (!places.isEmpty()) {
      Outgoing outgoing = device.next();
      transmitter.send(outgoing.phyPayload(), places, outgoing.outcome());
    }
  }

  @Override
  public void listen(UplinkListener listener) {
    listeners.add(listener);
  }

  /**
   * Queues a unicast downlink.
   *
   * @throws IllegalArgumentException if the payload is longer than {@link #UNICAST_PAYLOAD_MAX}
   */
  @Override
  public Optional<QueuedDownlink> send(DeviceId id, Downlink downlink, SentListener listener) {
    if (downlink.payload().length() > UNICAST_PAYLOAD_MAX) {
      throw new IllegalArgumentException(
          "a unicast payload has at most " + UNICAST_PAYLOAD_MAX + " octets");
    }
    DeviceSession device = devices.get(id);
    if (device == null) {
      return Optional.empty();
    }
    Optional<QueuedDownlink> queued = device.offer(downlink, listener);
    answer(device);
    return queued;
  }

  @Override
  public void defineGroup(DevAddr mcAddr, SessionKeys keys) {
    GroupSession group = groups.get(mcAddr);
    if (group == null || !group.has(keys)) {
      groups.put(mcAddr, new GroupSession(mcAddr, keys));
    }
  }

  @Override
  public long nextMcFCnt(DevAddr mcAddr) {
    return group(mcAddr).nextMcFCnt();
  }

  @Override
  public Optional<QueuedDownlink> multicast(
      DevAddr mcAddr, Downlink downlink, DownlinkChannel channel, SentListener listener) {
    if (downlink.payload().length() > channel.dataRate().maxPayload()) {
      throw new IllegalArgumentException(
          "a payload at DR"
              + channel.dataRate().index()
              + " has at most "
              + channel.dataRate().maxPayload()
              + " octets");
    }
    return multicastQueue.offer(group(mcAddr), downlink, channel, listener);
  }

  private GroupSession group(DevAddr mcAddr) {
    GroupSession group = groups.get(mcAddr);
    if (group == null) {
      throw new IllegalArgumentException("no multicast group " + mcAddr);
    }
    return group;
  }

  /** What happened so far. */
  public NetworkStatistics statistics() {
    return new NetworkStatistics(
        uplinks,
        drops,
        transmitter.frames(Place.Kind.RX1),
        transmitter.frames(Place.Kind.RX2),
        multicastQueue.frames(),
        transmitter.timeOnAir());
  }
}
