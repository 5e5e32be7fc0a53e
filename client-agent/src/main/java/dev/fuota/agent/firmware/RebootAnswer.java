package dev.fuota.agent.firmware;

import dev.fuota.agent.step.DeviceTime;
import dev.fuota.agent.step.Message;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.firmware.DevRebootCountdownAns;
import dev.fuota.protocol.firmware.DevRebootTimeAns;
import java.time.Duration;

/**
 * The answers to the reboot commands: both say how long it is from their transmission (TS006-04).
 */
sealed interface RebootAnswer extends Message {

  /** A DevRebootTimeAns. */
  record TimeLeft(PlannedReboot reboot) implements RebootAnswer {
    @Override
    public Bytes payload(DeviceTime at, int room) {
      return new DevRebootTimeAns(secondsLeft(reboot, at)).encode();
    }
  }

  /** A DevRebootCountdownAns. */
  record CountdownLeft(PlannedReboot reboot) implements RebootAnswer {
    @Override
    public Bytes payload(DeviceTime at, int room) {
      return new DevRebootCountdownAns((int) secondsLeft(reboot, at)).encode();
    }
  }

  /** At least 1: a reboot that is due waits for this answer, and 0 would say that there is none. */
  private static long secondsLeft(PlannedReboot reboot, DeviceTime at) {
    Duration left = reboot.until(at);
    long begun = left.toNanosPart() > 0 ? 1 : 0;
    return Math.max(1, left.toSeconds() + begun);
  }
}
