package dev.fuota.agent.firmware;

import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.store.Records;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.time.GpsTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The one programmed reboot. */
sealed interface PlannedReboot {
  int OCTETS = 1 + 1 + Integer.BYTES;
  byte AT = 0;
  byte COUNTDOWN = 1;

  /** From now to the reboot; not positive when it is due. */
  Duration until(DeviceTime now);

  /** At a time: a correction of the clock moves it. */
  record At(GpsTime time) implements PlannedReboot {
    @Override
    public Duration until(DeviceTime now) {
      return now.until(time);
    }

    Bytes encode() {
      return record(AT, time.seconds());
    }
  }

  /** After a duration: corrections of the clock do not matter. */
  record After(Instant local) implements PlannedReboot {
    @Override
    public Duration until(DeviceTime now) {
      return Duration.between(now.local(), local);
    }
  }

  /**
   * The record {@link dev.fuota.agent.store.NvmKey#REBOOT} of a countdown. A reset stops the
   * oscillator for an unknown time: with a synchronised clock the end of the countdown is kept as a
   * time, otherwise the countdown begins anew, since late is better than never.
   */
  static Bytes encodeCountdown(long seconds, DeviceTime now) {
    return now.synchronised()
        ? new At(GpsTime.of(now.network().plusSeconds(seconds))).encode()
        : record(COUNTDOWN, seconds);
  }

  private static Bytes record(byte kind, long seconds) {
    return Records.encode(OCTETS, out -> out.put(kind).putInt((int) seconds));
  }

  /** Takes back what survived a reset. */
  static Optional<PlannedReboot> decode(Bytes octets, DeviceTime now) {
    return Records.open(octets, OCTETS).map(in -> take(in, now));
  }

  private static PlannedReboot take(ByteBuffer in, DeviceTime now) {
    byte kind = in.get();
    long seconds = Integer.toUnsignedLong(in.getInt());
    return kind == AT ? new At(new GpsTime(seconds)) : new After(now.local().plusSeconds(seconds));
  }
}
