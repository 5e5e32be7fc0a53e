package dev.fuota.agent.multicast;

import dev.fuota.agent.event.SessionClass;
import dev.fuota.agent.step.Action;
import dev.fuota.agent.step.DeviceTime;
import dev.fuota.hal.link.PingSession;
import dev.fuota.protocol.multicast.McClassBSessionReq;
import dev.fuota.protocol.multicast.McSessionReq;
import dev.fuota.protocol.time.GpsTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * An accepted session: reception from {@code start} on for 2^{@code timeOut} seconds (class C,
 * TS005-07) or beacon periods (class B, TS005-08). The start is absolute, so it moves when the
 * clock is corrected.
 *
 * @param timeOut 0..15
 * @param periodicity of the ping slots, 0..7; 0 in class C
 * @param frequencyHz 0 in class B is the region's own ping channel (TS005-11)
 */
record Session(
    SessionClass sessionClass,
    GpsTime start,
    int timeOut,
    int periodicity,
    int frequencyHz,
    int dataRate) {
  /** Octets of a session in its group's record. */
  static final int OCTETS = 1 + 4 + 1 + 1 + 4 + 1;

  private static final int BEACON_PERIOD_SECONDS = 128;

  /**
   * The clock may be late by its own second and by the second that AppTimeAns rounds away, and
   * servers send the first fragment exactly at the start: so the receiver is on that much earlier.
   */
  private static final Duration EARLY_C = Duration.ofSeconds(2);

  /** Two beacons come in this time, of which the link needs one before the first ping slot. */
  private static final Duration EARLY_B = Duration.ofSeconds(2L * BEACON_PERIOD_SECONDS);

  /**
   * What {@code request} asks for.
   *
   * @throws ArithmeticException if its frequency is beyond 31 bits, which no link supports
   */
  static Session of(McSessionReq request) {
    return new Session(
        request instanceof McClassBSessionReq ? SessionClass.B : SessionClass.C,
        new GpsTime(request.sessionTime()),
        request.timeOut(),
        request.periodicity(),
        Math.toIntExact(request.frequencyHz()),
        request.dataRate());
  }

  /** How long it lasts at most. */
  Duration length() {
    long unit = sessionClass == SessionClass.B ? BEACON_PERIOD_SECONDS : 1;
    return Duration.ofSeconds(unit << timeOut);
  }

  /**
   * How long it is until the link must be told. Ping slots belong to beacon periods: a class B
   * session that begins within one is listened to from its beginning on.
   */
  Duration untilOpening(DeviceTime now) {
    return switch (sessionClass) {
      case B -> now.until(firstBeacon()).minus(EARLY_B);
      case C -> now.until(start).minus(EARLY_C);
    };
  }

  Duration untilEnd(DeviceTime now) {
    return now.until(start).plus(length());
  }

  boolean isOver(DeviceTime now) {
    return !isPositive(untilEnd(now));
  }

  Action opening(int groupId) {
    return switch (sessionClass) {
      case B -> new Action.OpenClassB(groupId, pingSession());
      case C -> new Action.OpenClassC(groupId, frequencyHz, dataRate);
    };
  }

  private GpsTime firstBeacon() {
    return new GpsTime(start.seconds() - start.seconds() % BEACON_PERIOD_SECONDS);
  }

  private PingSession pingSession() {
    return new PingSession(frequencyHz, dataRate, periodicity, firstBeacon().seconds());
  }

  Action closing(int groupId) {
    return switch (sessionClass) {
      case B -> new Action.CloseClassB(groupId);
      case C -> new Action.CloseClassC(groupId);
    };
  }

  /** Its part of a record, as {@link dev.fuota.agent.store.NvmKey#GROUP_0} says. */
  void putTo(ByteBuffer out) {
    out.put((byte) sessionClass.name().charAt(0)).putInt((int) start.seconds());
    out.put((byte) timeOut).put((byte) periodicity).putInt(frequencyHz).put((byte) dataRate);
  }

  /** Reads {@link #putTo}; empty if there is none. */
  static Optional<Session> take(ByteBuffer in) {
    return switch (in.get()) {
      case 'B' -> Optional.of(take(SessionClass.B, in));
      case 'C' -> Optional.of(take(SessionClass.C, in));
      default -> Optional.empty();
    };
  }

  private static Session take(SessionClass sessionClass, ByteBuffer in) {
    return new Session(
        sessionClass,
        new GpsTime(Integer.toUnsignedLong(in.getInt())),
        in.get() & 0xf,
        in.get() & 0x7,
        in.getInt(),
        in.get() & 0xff);
  }

  static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
