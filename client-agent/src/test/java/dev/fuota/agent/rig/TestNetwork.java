package dev.fuota.agent.rig;

import dev.fuota.agent.mac.MacConfig;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.clocksync.AppTimeAns;
import dev.fuota.protocol.clocksync.AppTimeReq;
import dev.fuota.protocol.clocksync.ClockSyncUplink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.multicast.McKeys;
import dev.fuota.protocol.time.GpsTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The network of one device: it hears all uplinks, answers in the window that opens next, always
 * knows the time, and has one multicast group.
 */
public final class TestNetwork {
  /** An uplink, opened. */
  public record Heard(int fPort, Bytes payload, boolean confirmed, boolean ack, long fCnt) {}

  private record Planned(FType type, int fPort, Bytes payload) {}

  private static final DevAddr DEV_ADDR = DevAddr.fromHex("26011bda");
  private static final SessionKeys KEYS =
      new SessionKeys(
          AesKey.fromHex("2b7e151628aed2a6abf7158809cf4f3c"),
          AesKey.fromHex("3c4fcf098815f7aba6d2ae2816157e2b"));
  public static final DevAddr MC_ADDR = DevAddr.fromHex("11223344");
  public static final AesKey MC_KEY = AesKey.fromHex("000102030405060708090a0b0c0d0e0f");
  public static final LoraChannel MC_CHANNEL = new LoraChannel(869_525_000, 9, 125_000);

  private final Simulation world;
  private final ScriptedRadio radio;
  private final FrameCrypto unicast;
  private final FrameCrypto multicast;
  private final Deque<Planned> waiting = new ArrayDeque<>();
  private final Set<Long> uplinkCounters = new HashSet<>();
  private long downCounter;
  private long multicastCounter;
  private boolean ackOwed;
  private boolean answersTime = true;

  /** Every uplink, in order. */
  public final List<Heard> uplinks = new ArrayList<>();

  /** Every multicast frame that was ever sent. */
  public final List<Bytes> multicastFrames = new ArrayList<>();

  TestNetwork(Simulation world, ScriptedRadio radio) {
    this.world = world;
    this.radio = radio;
    this.unicast = new FrameCrypto(KEYS, DEV_ADDR);
    SessionKeys group = McKeys.sessionKeys(MC_KEY, MC_ADDR);
    this.multicast = new FrameCrypto(group, MC_ADDR);
    radio.onTransmission(this::hear);
    radio.answerWindows(channel -> next());
  }

  /** From now on AppTimeReq stays unanswered. */
  public void keepTimeSecret() {
    answersTime = false;
  }

  private void hear(ScriptedRadio.Transmission transmission) {
    DataFrame frame = DataFrame.decode(transmission.phyPayload()).value().orElseThrow();
    long fCnt = frame.fCnt(); // tests stay below 65536 uplinks
    Bytes payload = unicast.open(frame, fCnt).orElseThrow();
    if (!uplinkCounters.add(fCnt)) {
      throw new AssertionError("uplink counter " + fCnt + " was used twice");
    }
    boolean confirmed = frame.type() == FType.CONFIRMED_DATA_UP;
    ackOwed = ackOwed || confirmed;
    uplinks.add(new Heard(frame.fPort(), payload, confirmed, frame.fCtrl().ack(), fCnt));
    if (frame.fPort() == ClockSyncUplink.DEFAULT_FPORT && answersTime) {
      answerTime(payload);
    }
  }

  private void answerTime(Bytes payload) {
    for (ClockSyncUplink command :
        ClockSyncUplink.commands(PackageVersion.V1).decodeAll(payload).commands()) {
      if (command instanceof AppTimeReq request) {
        int correction =
            (int) new GpsTime(request.deviceTime()).until(GpsTime.of(world.instant())).toSeconds();
        if (request.ansRequired() || correction != 0) {
          sendFirst(new AppTimeAns(correction, request.tokenReq()));
        }
      }
    }
  }

  private void sendFirst(Command command) {
    int fPort = ClockSyncUplink.DEFAULT_FPORT;
    waiting.addFirst(new Planned(FType.UNCONFIRMED_DATA_DOWN, fPort, command.encode()));
  }

  /** Queues a downlink for the next receive window. */
  public void send(int fPort, Bytes payload) {
    waiting.add(new Planned(FType.UNCONFIRMED_DATA_DOWN, fPort, payload));
  }

  /** Queues a downlink for the next receive window. */
  public void send(int fPort, Command command) {
    send(fPort, command.encode());
  }

  /** How many downlinks were sent by unicast. */
  public int downlinks() {
    return (int) downCounter;
  }

  /** Queues a downlink that the device has to acknowledge. */
  public void sendConfirmed(int fPort, Command command) {
    waiting.add(new Planned(FType.CONFIRMED_DATA_DOWN, fPort, command.encode()));
  }

  public boolean hasWaiting() {
    return !waiting.isEmpty();
  }

  private Optional<Bytes> next() {
    FCtrl fCtrl = ackOwed ? FCtrl.ACK : FCtrl.NONE;
    Planned planned = waiting.poll();
    if (planned == null && !ackOwed) {
      return Optional.empty();
    }
    ackOwed = false;
    Planned sent =
        planned == null
            ? new Planned(FType.UNCONFIRMED_DATA_DOWN, DataFrame.NO_PORT, Bytes.EMPTY)
            : planned;
    return Optional.of(
        unicast.seal(sent.type(), fCtrl, downCounter++, Bytes.EMPTY, sent.fPort(), sent.payload()));
  }

  /** Sends a frame to the multicast group; returns whether the device's radio heard it. */
  public boolean multicast(int fPort, Bytes payload) {
    Bytes frame =
        multicast.seal(
            FType.UNCONFIRMED_DATA_DOWN,
            FCtrl.NONE,
            multicastCounter++,
            Bytes.EMPTY,
            fPort,
            payload);
    multicastFrames.add(frame);
    return radio.broadcast(MC_CHANNEL, frame);
  }

  /** The payloads of all uplinks on a port, hexadecimal. */
  public List<String> heardOn(int fPort) {
    return uplinks.stream()
        .filter(heard -> heard.fPort() == fPort)
        .map(heard -> heard.payload().toHex())
        .toList();
  }

  /** What the encryption of the group key travels as, for a device with this GenAppKey. */
  public static Bytes wrappedKey(AesKey genAppKey) {
    AesKey keKey = McKeys.keyEncryptionKey(McKeys.rootKeyOfGenAppKey(genAppKey));
    return McKeys.wrap(keKey, MC_KEY);
  }

  static MacConfig deviceConfig() {
    return MacConfig.abp(DEV_ADDR, KEYS, Region.EU868.dataRate(5).orElseThrow());
  }
}
