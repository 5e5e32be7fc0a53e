package dev.fuota.server.network;

import dev.fuota.gateway.port.GatewayEvents;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.GatewayLink;
import dev.fuota.gateway.port.GatewayStatistics;
import dev.fuota.gateway.port.Heard;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.RejoinRequest;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.command.DownCommand;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.network.Deduplicator.Collected;
import dev.fuota.server.network.DeviceRegistration.Personalised;
import dev.fuota.server.network.Reception.Hearer;
import dev.fuota.server.network.Session.Authentication;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.LorawanNetwork;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredGroup;
import dev.fuota.server.port.StoredSession;
import dev.fuota.server.port.StoredSession.Radio;
import dev.fuota.server.port.Timers;
import dev.fuota.server.port.Uplink;
import dev.fuota.server.port.UplinkListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A LoRaWAN network server with its join server, for devices of LoRaWAN 1.0.3, 1.0.4 and 1.1 in one
 * region.
 *
 * <p>The copies of an uplink are collected; then it is authenticated, handed to the listeners, and
 * answered: with MAC commands, with what is queued for the device, with the acknowledgement of a
 * confirmed uplink, or not at all. The answer is given to a gateway ahead of time, for RX1 if
 * transmitter and duty cycle allow, else for RX2, else it waits. A downlink that is queued while a
 * window is still ahead is placed at once.
 *
 * <p>A repeated uplink opens its windows again and is acknowledged again, since the device repeats
 * it only because it heard nothing; the listeners see it once. (Some servers give no second
 * acknowledgement.) A downlink counter is used up when its frame is made, whatever the gateway says
 * of it. (Some servers use it again, and devices then drop the second frame.)
 *
 * <p>Nothing is acted upon before the store has it: a counter or nonce that was accepted once is
 * refused behind a restart too, and one that was given out is not given out again.
 */
public final class NetworkServer implements LorawanNetwork, GatewayEvents {
  private final Regional regional;
  private final SessionStore store;
  private final GatewayBook gateways;
  private final Deduplicator deduplicator;
  private final Transmitter transmitter;
  private final Downlinks downlinks;
  private final MulticastQueue multicastQueue;
  private final UplinkCommands commands;
  private final SessionBook sessions;
  private final JoinServer joinServer;

  /** Where devices listen that nobody told anything. */
  private final Radio byDefault;

  private final Map<DeviceId, Device> devices = new HashMap<>();
  private final Map<DevAddr, GroupSession> groups = new HashMap<>();
  private final Ciphers ciphers = new Ciphers();
  private final List<UplinkListener> listeners = new ArrayList<>();
  private final Map<Drop, Long> drops = new EnumMap<>(Drop.class);
  private long uplinks;
  private long joins;

  /**
   * A network without devices and gateways.
   *
   * @param store what it knew before; nothing else may write there
   * @param clock stands still while a call into this lasts: what was planned for now is sent now
   * @param random draws addresses
   */
  public NetworkServer(
      NetworkSettings settings,
      SessionStore store,
      InstantSource clock,
      Timers timers,
      RandomGenerator random) {
    this.regional = new Regional(settings);
    this.store = store;
    this.gateways = new GatewayBook(settings.region(), settings.dutyCycle());
    this.deduplicator =
        new Deduplicator(settings.deduplication(), clock, timers, this::onCollected);
    this.transmitter = new Transmitter(settings.region(), clock, timers);
    PingSlotFinder slots = new PingSlotFinder(settings, clock, transmitter);
    WaitingRoom waitingRoom = new WaitingRoom(clock, timers);
    this.downlinks = new Downlinks(regional, store, clock, timers, transmitter, slots, waitingRoom);
    this.multicastQueue =
        new MulticastQueue(settings, transmitter, slots, this::reaching, clock, waitingRoom);
    this.commands = new UplinkCommands(settings);
    this.sessions = new SessionBook(settings.netId(), random);
    this.joinServer = new JoinServer(settings, devices, sessions, store);
    this.byDefault = new Radio(1, 0, settings.region().rx2Rate());
    for (Drop drop : Drop.values()) {
      drops.put(drop, 0L);
    }
  }

  /**
   * Registers a device. It goes on where the store says it was.
   *
   * @throws IllegalArgumentException if the device is known, or its address is taken
   */
  public void register(DeviceRegistration registration) {
    DeviceId id = registration.device();
    StoredDevice stored = store.device(id).orElse(StoredDevice.unknown(id));
    if (registration instanceof Personalised personalised) {
      stored = personalised(personalised, stored);
    }
    Device device = new Device(registration, stored, ciphers);
    if (devices.containsKey(id)) {
      throw new IllegalArgumentException(id + " is registered already");
    }
    device.sessions().forEach(sessions::add);
    devices.put(id, device);
  }

  /** Forgets a device, if it is known; what the store has of it stays there. */
  public void remove(DeviceId id) {
    Device device = devices.remove(id);
    if (device != null) {
      device.sessions().forEach(sessions::remove);
    }
  }

  /** A stored session counts only if it has the same address and keys. */
  private StoredDevice personalised(Personalised registration, StoredDevice stored) {
    StoredSession begin =
        Session.begin(
            registration.devAddr(),
            registration.keys(),
            registration.version() == LorawanVersion.V1_1,
            byDefault);
    Optional<StoredSession> known =
        stored
            .session()
            .filter(it -> it.devAddr().equals(begin.devAddr()) && it.keys().equals(begin.keys()));
    return new StoredDevice(
        stored.device(), -1, 0, -1, Optional.of(known.orElse(begin)), List.of());
  }

  /** Whether the device has a session: it is personalised, or it joined at some time. */
  public boolean hasSession(DeviceId device) {
    return Optional.ofNullable(devices.get(device)).flatMap(Device::session).isPresent();
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

  /** Judges all, makes durable what follows from that, and only then acts on it. */
  private void onCollected(List<Collected> batch) {
    List<Runnable> actions = new ArrayList<>(batch.size());
    batch.forEach(collected -> judge(collected).ifPresent(actions::add));
    if (!actions.isEmpty()) {
      store.commit();
      actions.forEach(Runnable::run);
    }
  }

  private Optional<Runnable> judge(Collected collected) {
    Heard heard = collected.copies().get(0).heard();
    Optional<DataRate> dataRate = regional.uplinkRate(heard.modulation());
    if (dataRate.isEmpty()) {
      drop(Drop.MALFORMED);
      return Optional.empty();
    }
    Reception reception = Reception.of(collected.end(), dataRate.get(), collected.copies());
    Bytes frame = heard.phyPayload();
    Optional<DataFrame> data = DataFrame.decode(frame).value();
    if (data.isPresent()) {
      return judge(data.get(), reception);
    }
    Optional<JoinServer.Answer> join =
        JoinRequest.decode(frame).value().map(it -> joinServer.onJoinRequest(it, frame));
    if (join.isEmpty()) {
      join = RejoinRequest.decode(frame).value().map(it -> joinServer.onRejoinRequest(it, frame));
    }
    if (join.isEmpty()) {
      drop(Drop.MALFORMED);
      return Optional.empty();
    }
    join.get().drop().ifPresent(this::drop);
    return join.get().accept().map(accept -> () -> accept(accept, reception));
  }

  private void accept(Bytes joinAccept, Reception reception) {
    joins++;
    List<Place> places = ReceiveWindows.ofJoin(regional, reception).places();
    transmitter.send(joinAccept, places, Transmitter.NOBODY);
  }

  private Optional<Runnable> judge(DataFrame frame, Reception reception) {
    Optional<Session> session = sessions.find(frame.devAddr());
    if (!frame.type().isDataUp() || session.isEmpty()) {
      drop(frame.type().isDataUp() ? Drop.UNKNOWN_ADDRESS : Drop.NOT_AN_UPLINK);
      return Optional.empty();
    }
    return judge(session.get(), frame, reception);
  }

  private Optional<Runnable> judge(Session session, DataFrame frame, Reception reception) {
    Device device = session.device();
    boolean gapLimited = device.registration().version() == LorawanVersion.V1_0_3;
    Authentication authentic =
        session.authenticate(frame, gapLimited, regional.contexts(reception));
    authentic.drop().ifPresent(this::drop);
    if (authentic.payload().isPresent()) {
      device.use(session).forEach(sessions::remove);
      List<DownCommand> answers = commands.answers(session, frame, authentic, reception);
      store.save(device.stored());
      return Optional.of(() -> act(session, frame, authentic, reception, answers));
    }
    return isRepetition(session, authentic, reception)
        ? Optional.of(() -> repeat(device, frame, reception))
        : Optional.empty();
  }

  private void act(
      Session session,
      DataFrame frame,
      Authentication authentic,
      Reception reception,
      List<DownCommand> answers) {
    uplinks++;
    Device device = session.device();
    device.classB(frame.fCtrl().classB() && session.pingPeriodicity() >= 0);
    device.open(reception, frame.type().isConfirmed(), frame.fCtrl().adrAckReq());
    device.command(answers);
    Uplink uplink = uplink(device, frame, authentic.payload().orElse(Bytes.EMPTY), reception);
    List.copyOf(listeners).forEach(listener -> listener.onUplink(uplink));
    downlinks.serve(device);
  }

  private void repeat(Device device, DataFrame frame, Reception reception) {
    device.open(reception, frame.type().isConfirmed(), frame.fCtrl().adrAckReq());
    downlinks.serve(device);
  }

  /** A device repeats a frame after its windows; what comes sooner is a second copy of one. */
  private static boolean isRepetition(
      Session session, Authentication authentic, Reception reception) {
    Duration delay = Duration.ofSeconds(session.radio().rxDelaySeconds());
    Duration both = delay.plus(Region.RX1_TO_RX2);
    return authentic.drop().equals(Optional.of(Drop.DUPLICATE))
        && session
            .device()
            .lastUplink()
            .filter(last -> reception.end().isBefore(last.end().plus(both)))
            .isEmpty();
  }

  private static Uplink uplink(Device device, DataFrame frame, Bytes payload, Reception reception) {
    Duration length = TimeOnAir.of(reception.dataRate(), frame.phyPayload().length(), true);
    Instant start = reception.end().minus(length);
    return new Uplink(device.id(), frame.fPort(), payload, start, reception.end());
  }

  private void drop(Drop drop) {
    drops.merge(drop, 1L, Long::sum);
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
    Device device = devices.get(id);
    if (device == null) {
      return Optional.empty();
    }
    Optional<QueuedDownlink> queued = device.offer(downlink, listener);
    downlinks.serve(device);
    return queued;
  }

  @Override
  public void defineGroup(DevAddr mcAddr, SessionKeys keys) {
    GroupSession group = groups.get(mcAddr);
    if (group == null || !group.has(keys)) {
      StoredGroup begin = new StoredGroup(mcAddr, keys, 0);
      StoredGroup stored =
          store.group(mcAddr).filter(known -> known.keys().equals(keys)).orElse(begin);
      groups.put(mcAddr, new GroupSession(stored, store));
    }
  }

  @Override
  public void members(DevAddr mcAddr, Set<DeviceId> members) {
    group(mcAddr).members(members);
  }

  @Override
  public void listening(List<DeviceId> ids, DownlinkChannel channel, Instant from, Instant until) {
    Listening listening = new Listening(channel, from, until);
    for (DeviceId id : ids) {
      Device device = devices.get(id);
      if (device != null) {
        device.listening(listening);
        downlinks.anew(device);
      }
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

  /**
   * The connected gateways that heard a member best when it spoke last; all, if a member was not
   * heard yet, or nobody knows the members.
   */
  private List<KnownGateway> reaching(GroupSession group) {
    List<KnownGateway> connected = gateways.connected();
    Set<KnownGateway> best = new HashSet<>();
    for (DeviceId member : group.members()) {
      Optional<KnownGateway> nearest =
          Optional.ofNullable(devices.get(member))
              .flatMap(Device::lastUplink)
              .flatMap(
                  uplink ->
                      uplink.hearers().stream()
                          .map(Hearer::gateway)
                          .filter(gateway -> gateway.link().isPresent())
                          .findFirst());
      if (nearest.isEmpty()) {
        return connected;
      }
      best.add(nearest.get());
      if (best.size() == connected.size()) {
        return connected; // whatever the other members say, for every frame
      }
    }
    return best.isEmpty() ? connected : connected.stream().filter(best::contains).toList();
  }

  /** What happened so far. */
  public NetworkStatistics statistics() {
    return new NetworkStatistics(
        uplinks,
        joins,
        drops,
        transmitter.frames(Place.Kind.RX1),
        transmitter.frames(Place.Kind.RX2),
        transmitter.frames(Place.Kind.PING_SLOT) + transmitter.frames(Place.Kind.ANY_TIME),
        multicastQueue.frames(),
        transmitter.refusals(),
        transmitter.timeOnAir(),
        gateways.connected().size());
  }
}
