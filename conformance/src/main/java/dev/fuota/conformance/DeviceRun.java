package dev.fuota.conformance;

import dev.fuota.conformance.device.Sent;
import dev.fuota.conformance.device.VirtualDevice;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.multicast.McKeys;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A virtual device, what its clock ought to show, and which of its uplinks were looked at. In a
 * known answer no time passes but what a step says; on a device it does, so what depends on the
 * clock is compared with the seconds added that really passed.
 */
final class DeviceRun {
  static final int APP_TIME_REQ = 1;
  static final int APP_TIME_REQ_LENGTH = 6;

  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final int HEARTBEAT_PORT = 1;

  private final VirtualDevice device;
  private final boolean asksCount;
  private long clock;
  private Instant clockSet;
  private int taken;

  /**
   * A run that begins now.
   *
   * @param asksCount whether the device's questions for the time are looked at; elsewhere they are
   *     the device's own affair
   */
  DeviceRun(VirtualDevice device, boolean asksCount) {
    this.device = device;
    this.asksCount = asksCount;
    this.clockSet = device.now();
  }

  VirtualDevice device() {
    return device;
  }

  void setClock(long gps) {
    device.agent().setTime(new GpsTime(gps));
    clock = gps;
    clockSet = device.now();
  }

  /** The clock was put right by the device: had no time passed, it would show {@code gps}. */
  void moveClock(long gps) {
    clock = gps;
  }

  /** Whole seconds that passed since the clock was set. */
  long passed(Instant until) {
    return Duration.between(clockSet, until).toSeconds();
  }

  /** What the clock ought to show at a moment. */
  long gps(Instant at) {
    return (clock + passed(at)) & 0xffff_ffffL;
  }

  /** The moment at which the clock ought to show {@code gps}, at the earliest now. */
  Duration until(long gps) {
    long seconds = gps - gps(device.now());
    return seconds < 0 ? Duration.ZERO : Duration.ofSeconds(seconds);
  }

  /** All that happens at once. */
  void settle() {
    device.run(Duration.ZERO);
  }

  /** Waits until {@code done}, or for so long. */
  void await(Duration longest, BooleanSupplier done) {
    settle();
    Instant end = device.now().plus(longest);
    while (!done.getAsBoolean() && device.now().isBefore(end)) {
      device.run(MOMENT);
    }
  }

  /** Uplinks that nobody looked at yet, without those that the device sends in its own time. */
  List<Sent> unseen() {
    List<Sent> sent = device.link().sent();
    List<Sent> unseen = new ArrayList<>();
    for (Sent uplink : sent.subList(taken, sent.size())) {
      if (!isOwnAffair(uplink)) {
        unseen.add(uplink);
      }
    }
    return unseen;
  }

  /** What {@link #unseen} shows, has been seen. */
  List<Sent> take() {
    List<Sent> unseen = unseen();
    taken = device.link().sent().size();
    return unseen;
  }

  private boolean isOwnAffair(Sent uplink) {
    boolean heartbeat = uplink.fPort() == HEARTBEAT_PORT && uplink.payload().isEmpty();
    return heartbeat || (!asksCount && isQuestion(uplink));
  }

  /** Whether an uplink is an AppTimeReq. */
  boolean isQuestion(Sent uplink) {
    return uplink.fPort() == device.packages().clockSync().fPort()
        && uplink.payload().length() == APP_TIME_REQ_LENGTH
        && uplink.payload().at(0) == APP_TIME_REQ;
  }

  /** Defines a group as a server does, with a key of its own. */
  void defineGroup(int groupId, AesKey mcKeKey) {
    Bytes wrapped =
        McKeys.wrap(mcKeKey, AesKey.of(Digests.sha256(Bytes.of((byte) groupId)).slice(0, 16)));
    McGroupSetupReq request =
        new McGroupSetupReq(groupId, new DevAddr(groupId + 1), wrapped, 0, 0xffff_ffffL);
    device.link().receive(device.packages().multicast().fPort(), request.encode());
    settle();
    take();
  }
}
