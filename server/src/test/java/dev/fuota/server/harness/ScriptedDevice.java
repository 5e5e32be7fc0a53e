package dev.fuota.server.harness;

import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.FirmwareDownlink;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCounter;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.server.port.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * A Class A device with its own idea of every key and counter. It hears a unicast frame only in the
 * exact place of one of its windows. What it does with commands is the test's business.
 */
public final class ScriptedDevice {
  public static final DataRate DATA_RATE = Region.EU868.dataRate(5).orElseThrow();

  private static final Map<Integer, CommandTable<? extends Command>> PACKAGES =
      Map.of(
          200, MulticastDownlink.commands(PackageVersion.V1),
          201, FragmentationDownlink.commands(PackageVersion.V1),
          202, ClockSyncDownlink.commands(PackageVersion.V1),
          203, FirmwareDownlink.COMMANDS);

  private final DevAddr devAddr;
  private final SessionKeys keys;
  private final AesKey genAppKey;
  private final FrameCrypto crypto;
  private final World world;
  private final int frequencyHz;
  private final List<Command> received = new ArrayList<>();
  private final Map<DevAddr, FrameCrypto> groups = new HashMap<>();
  private final Map<DevAddr, Long> groupCounters = new HashMap<>();
  private BiConsumer<ScriptedDevice, Command> script = (device, command) -> {};
  private Instant uplinkEnd = Instant.MIN;
  private Instant busyUntil = Instant.MIN;
  private long nextFCntUp;
  private long lastFCntDown = FrameCounter.NONE;
  private int acknowledgements;
  private boolean listeningToGroups;

  ScriptedDevice(int number, World world) {
    this.devAddr = new DevAddr(0x26000000 + number);
    this.keys = new SessionKeys(key(1, number), key(2, number));
    this.genAppKey = key(3, number);
    this.crypto = new FrameCrypto(keys, devAddr);
    this.world = world;
    this.frequencyHz = Region.EU868.defaultChannels().get(number % 3).frequencyHz();
  }

  private static AesKey key(int kind, int number) {
    return AesKey.fromHex(String.format("%016x%016x", kind, number));
  }

  public DevAddr devAddr() {
    return devAddr;
  }

  public DeviceId id() {
    return DeviceId.of(devAddr);
  }

  public SessionKeys keys() {
    return keys;
  }

  public AesKey genAppKey() {
    return genAppKey;
  }

  public int frequencyHz() {
    return frequencyHz;
  }

  /** Unicast and multicast commands, in the order of arrival. */
  public List<Command> received() {
    return List.copyOf(received);
  }

  public <C extends Command> List<C> received(Class<C> type) {
    return received.stream().filter(type::isInstance).map(type::cast).toList();
  }

  public int acknowledgements() {
    return acknowledgements;
  }

  /** What to do with each command. */
  public void script(BiConsumer<ScriptedDevice, Command> newScript) {
    script = newScript;
  }

  public void join(DevAddr mcAddr, SessionKeys groupKeys) {
    groups.put(mcAddr, new FrameCrypto(groupKeys, mcAddr));
    groupCounters.put(mcAddr, FrameCounter.NONE);
  }

  public void listenToGroups(boolean listening) {
    listeningToGroups = listening;
  }

  /** Sends an uplink every {@code interval}, the first one after {@code offset}. */
  public void heartbeat(Duration offset, Duration interval) {
    world
        .time()
        .after(
            offset,
            () -> {
              send(1, Bytes.of((byte) 1), false);
              heartbeat(interval, interval);
            });
  }

  public void answer(int fPort, Command command) {
    send(fPort, command.encode(), false);
  }

  /** Sends as soon as the uplink before and its windows are over. */
  public void send(int fPort, Bytes payload, boolean confirmed) {
    Instant now = world.time().instant();
    Instant start = busyUntil.isAfter(now) ? busyUntil : now;
    Bytes frame = seal(fPort, payload, confirmed);
    Instant end = start.plus(TimeOnAir.of(DATA_RATE, frame.length(), true));
    busyUntil = end.plus(Duration.ofSeconds(5));
    world.time().at(end, () -> transmitted(frame, end));
  }

  public Bytes seal(int fPort, Bytes payload, boolean confirmed) {
    FType type = confirmed ? FType.CONFIRMED_DATA_UP : FType.UNCONFIRMED_DATA_UP;
    return crypto.seal(type, FCtrl.NONE, nextFCntUp++, Bytes.EMPTY, fPort, payload);
  }

  /** An uplink that asks whether anybody still hears the device. */
  public Bytes sealAsking(int fPort, Bytes payload) {
    FCtrl asking = new FCtrl(true, true, false, false);
    return crypto.seal(
        FType.UNCONFIRMED_DATA_UP, asking, nextFCntUp++, Bytes.EMPTY, fPort, payload);
  }

  /** Puts a frame on air so that it ends now. */
  public void transmitted(Bytes frame, Instant end) {
    if (world.losesUplink(this)) {
      uplinkEnd = end;
      return;
    }
    uplinkEnd = end;
    world.network().onHeard(world.gateway().hears(frame, frequencyHz, DATA_RATE, 5));
  }

  void hear(GatewayFrame frame) {
    Optional<DataFrame> decoded = DataFrame.decode(frame.phyPayload()).value();
    if (decoded.isEmpty() || world.losesDownlink(this)) {
      return;
    }
    DataFrame data = decoded.get();
    if (data.devAddr().equals(devAddr) && isInWindow(frame)) {
      hearUnicast(data);
    } else if (listeningToGroups && groups.containsKey(data.devAddr())) {
      hearMulticast(data);
    }
  }

  private boolean isInWindow(GatewayFrame frame) {
    boolean rx1 =
        frame.at().equals(uplinkEnd.plusSeconds(1))
            && frame.frequencyHz() == frequencyHz
            && frame.dataRate().equals(DATA_RATE);
    boolean rx2 =
        frame.at().equals(uplinkEnd.plusSeconds(2))
            && frame.frequencyHz() == 869_525_000
            && frame.dataRate().index() == 0;
    return rx1 || rx2;
  }

  private void hearUnicast(DataFrame frame) {
    OptionalLong counter = FrameCounter.candidate(lastFCntDown, frame.fCnt());
    Optional<Bytes> payload =
        counter.isPresent() ? crypto.open(frame, counter.getAsLong()) : Optional.empty();
    if (payload.isPresent()) {
      lastFCntDown = counter.getAsLong();
      acknowledgements += frame.fCtrl().ack() ? 1 : 0;
      read(frame.fPort(), payload.get());
    }
  }

  private void hearMulticast(DataFrame frame) {
    FrameCrypto group = groups.get(frame.devAddr());
    OptionalLong counter =
        FrameCounter.candidate(groupCounters.getOrDefault(frame.devAddr(), -1L), frame.fCnt());
    if (group != null && counter.isPresent()) {
      group
          .open(frame, counter.getAsLong())
          .ifPresent(
              payload -> {
                groupCounters.put(frame.devAddr(), counter.getAsLong());
                read(frame.fPort(), payload);
              });
    }
  }

  private void read(int fPort, Bytes payload) {
    CommandTable<? extends Command> table = PACKAGES.get(fPort);
    if (table != null) {
      for (Command command : table.decodeAll(payload).commands()) {
        received.add(command);
        script.accept(this, command);
      }
    }
  }
}
