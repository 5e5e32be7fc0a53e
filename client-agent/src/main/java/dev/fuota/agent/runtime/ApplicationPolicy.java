package dev.fuota.agent.runtime;

import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What the application on a device wants.
 *
 * @param heartbeat the longest time without an uplink: a class A device is reached behind its
 *     uplinks only
 * @param files whether it wants a block with this Descriptor that is no firmware
 * @param endSessionOnCompletion whether a class B or C session ends as soon as the blocks are there
 *     that it was for; otherwise it ends with its time-out
 * @param ownClockPeriod whether the device asks for the time at its own pace, and refuses a period
 *     that the server sets
 */
public record ApplicationPolicy(
    Duration heartbeat,
    Predicate<Bytes> files,
    boolean endSessionOnCompletion,
    boolean ownClockPeriod) {

  public ApplicationPolicy {
    if (heartbeat.isNegative() || heartbeat.isZero()) {
      throw new IllegalArgumentException("heartbeat of " + heartbeat);
    }
  }

  /** An application that leaves the pace of clock synchronisation to the server. */
  public ApplicationPolicy(
      Duration heartbeat, Predicate<Bytes> files, boolean endSessionOnCompletion) {
    this(heartbeat, files, endSessionOnCompletion, false);
  }

  /** Firmware alone, and every session to its end. */
  public static ApplicationPolicy firmwareOnly(Duration heartbeat) {
    return new ApplicationPolicy(heartbeat, descriptor -> false, false);
  }
}
