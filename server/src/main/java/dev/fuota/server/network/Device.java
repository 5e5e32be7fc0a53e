package dev.fuota.server.network;

import dev.fuota.protocol.lorawan.command.DownCommand;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.QueuedDownlink;
import dev.fuota.server.port.SentListener;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.Timers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A device as the network sees it. Its queue belongs to it, not to the session, so a new join loses
 * nothing.
 */
final class Device {
  private static final int OFFERS_MAX = 4;

  /** A downlink of the application. */
  record Waiting(Downlink downlink, SentListener listener) {}

  private final DeviceRegistration registration;
  private final Ciphers ciphers;
  private final DownlinkQueue<Waiting> queue = new DownlinkQueue<>();

  /** Of a device whose data rate the network steers. */
  private @Nullable AdrState adr;

  private int lastDevNonce;
  private int lastJoinNonce;
  private int lastRjCount1;

  /** The session by which the last uplink came. */
  private @Nullable Session session;

  /**
   * Sessions that were offered by join-accepts, until the device uses one. There may be several: up
   * to 1.0.3 an old join-request that never came here is as good as a new one, and who plays it
   * back must not take from the device the session that it has just got.
   */
  private List<Session> offered = List.of();

  private @Nullable Reception lastUplink;
  private boolean answered;
  private boolean acknowledgementDue;
  private boolean answerDue;
  private boolean classB;
  private boolean classC;
  private List<DownCommand> commands = List.of();
  private Instant slotTaken = Instant.MIN;
  private @Nullable Listening listening;
  private Timers.@Nullable Timer wakeUp;

  Device(DeviceRegistration registration, StoredDevice stored, Ciphers ciphers) {
    this.registration = registration;
    this.ciphers = ciphers;
    this.lastDevNonce = stored.lastDevNonce();
    this.lastJoinNonce = stored.lastJoinNonce();
    this.lastRjCount1 = stored.lastRjCount1();
    this.session = stored.session().map(it -> new Session(this, it)).orElse(null);
    this.offered = stored.offered().stream().map(it -> new Session(this, it)).toList();
    this.classC = registration.deviceClass() == DeviceClass.C;
  }

  StoredDevice stored() {
    return new StoredDevice(
        id(),
        lastDevNonce,
        lastJoinNonce,
        lastRjCount1,
        session().map(Session::stored),
        offered.stream().map(Session::stored).toList());
  }

  DeviceId id() {
    return registration.device();
  }

  DeviceRegistration registration() {
    return registration;
  }

  Ciphers ciphers() {
    return ciphers;
  }

  AdrState adr() {
    AdrState known = adr == null ? new AdrState() : adr;
    adr = known;
    return known;
  }

  /** What is known for its data rate holds no more. */
  void restartAdr() {
    if (adr != null) {
      adr.restart();
    }
  }

  int lastDevNonce() {
    return lastDevNonce;
  }

  int lastJoinNonce() {
    return lastJoinNonce;
  }

  int lastRjCount1() {
    return lastRjCount1;
  }

  void joined(int devNonce, int joinNonce) {
    lastDevNonce = Math.max(lastDevNonce, devNonce);
    lastJoinNonce = joinNonce;
  }

  void rejoined(int rjCount1, int joinNonce) {
    lastRjCount1 = Math.max(lastRjCount1, rjCount1);
    lastJoinNonce = joinNonce;
  }

  Optional<Session> session() {
    return Optional.ofNullable(session);
  }

  /** The session in use and those that were offered since. */
  List<Session> sessions() {
    return Stream.concat(session().stream(), offered.stream()).toList();
  }

  /** A session to begin with; too many make the oldest one void, which is returned. */
  Optional<Session> offer(Session next) {
    List<Session> all = Stream.concat(offered.stream(), Stream.of(next)).toList();
    boolean tooMany = all.size() > OFFERS_MAX;
    offered = tooMany ? List.copyOf(all.subList(1, all.size())) : all;
    return tooMany ? Optional.of(all.get(0)) : Optional.empty();
  }

  /**
   * The device sent a frame in this session.
   *
   * @return sessions that are over by that
   */
  List<Session> use(Session used) {
    if (!offered.contains(used)) {
      return List.of();
    }
    List<Session> over = sessions().stream().filter(it -> it != used).toList();
    session = used;
    offered = List.of();
    restartAdr();
    classB = false;
    return over;
  }

  /**
   * An uplink opens its windows.
   *
   * @param asked whether the device asks for any downlink, to know that it is still heard
   */
  void open(Reception uplink, boolean confirmed, boolean asked) {
    lastUplink = uplink;
    answered = false;
    acknowledgementDue = confirmed;
    answerDue = confirmed || asked;
    commands = List.of();
  }

  /** The last uplink, if no downlink was given to its windows. */
  Optional<Reception> unanswered() {
    return lastUplink().filter(any -> !answered);
  }

  void useWindows() {
    answered = true;
    acknowledgementDue = false;
    answerDue = false;
    commands = List.of();
  }

  Optional<Reception> lastUplink() {
    return Optional.ofNullable(lastUplink);
  }

  /** Whether the last uplink wants an answer, be it an empty one (LoRaWAN 1.0.4, 4.3.1.1). */
  boolean answerDue() {
    return answerDue;
  }

  boolean acknowledgementDue() {
    return acknowledgementDue;
  }

  /** For the windows of the last uplink. */
  List<DownCommand> commands() {
    return commands;
  }

  void command(List<DownCommand> next) {
    commands = List.copyOf(next);
  }

  DownlinkQueue<Waiting> queue() {
    return queue;
  }

  Optional<QueuedDownlink> offer(Downlink downlink, SentListener listener) {
    return queue.offer(new Waiting(downlink, listener));
  }

  /** Whether its last uplink said that it opens ping slots. */
  boolean isClassB() {
    return classB;
  }

  void classB(boolean on) {
    classB = on;
  }

  boolean isClassC() {
    return classC;
  }

  void classC(boolean on) {
    classC = on;
  }

  /** Where it listens in a session of a group. */
  Optional<Listening> listening() {
    return Optional.ofNullable(listening);
  }

  void listening(Listening next) {
    listening = next;
  }

  /** The end of the ping slot that was last given a frame. */
  Instant slotTaken() {
    return slotTaken;
  }

  void takeSlot(Instant end) {
    slotTaken = end;
  }

  /** Replaces the timer that looks after its queue. */
  void wakeUp(Timers.@Nullable Timer next) {
    if (wakeUp != null) {
      wakeUp.cancel();
    }
    wakeUp = next;
  }
}
