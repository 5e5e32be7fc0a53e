package dev.fuota.agent.runtime;

import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the application on a device wants.
 *
 * @param heartbeat the longest time without an uplink: a class A device is reached behind its
 *     uplinks only
 * @param files whether it wants a block with this Descriptor that is no firmware
 * @param endSessionOnCompletion whether a class B or C session ends as soon as the blocks are there
 *     that it was for; otherwise it ends with its time-out
 * @param trial whether new firmware is installed on trial: the bootloader goes back to the old one
 *     unless the new one confirms itself
 * @param selfTest how long firmware on trial runs before it confirms itself
 * @param rebootAfter how long after an image was found good the device restarts into it by itself;
 *     empty: only the server says when (TS006)
 * @param ownClockPeriod whether the device asks for the time at its own pace, and refuses a period
 *     that the server sets
 */
public record ApplicationPolicy(
    Duration heartbeat,
    Predicate<Bytes> files,
    boolean endSessionOnCompletion,
    boolean trial,
    Duration selfTest,
    Optional<Duration> rebootAfter,
    boolean ownClockPeriod) {
  private static final Duration SELF_TEST = Duration.ofMinutes(1);

  public ApplicationPolicy {
    if (selfTest.isNegative()) {
      throw new IllegalArgumentException("self-test of " + selfTest);
    }
    if (heartbeat.isNegative() || heartbeat.isZero()) {
      throw new IllegalArgumentException("heartbeat of " + heartbeat);
    }
  }

  /** New firmware on trial for a minute; the server sets the pace of clock synchronisation. */
  public ApplicationPolicy(
      Duration heartbeat, Predicate<Bytes> files, boolean endSessionOnCompletion) {
    this(heartbeat, files, endSessionOnCompletion, true, SELF_TEST, Optional.empty(), false);
  }

  /** Firmware alone, and every session to its end. */
  public static ApplicationPolicy firmwareOnly(Duration heartbeat) {
    return new ApplicationPolicy(heartbeat, descriptor -> false, false);
  }

  /** The same, with sessions that end as soon as their blocks are there, or not. */
  public ApplicationPolicy withEndOnCompletion(boolean early) {
    return new ApplicationPolicy(
        heartbeat, files, early, trial, selfTest, rebootAfter, ownClockPeriod);
  }

  /** The same, with new firmware installed for good, for a bootloader that cannot go back. */
  public ApplicationPolicy withoutTrial() {
    return new ApplicationPolicy(
        heartbeat, files, endSessionOnCompletion, false, selfTest, rebootAfter, ownClockPeriod);
  }

  /** The same, with a restart into new firmware by itself, so long after it was found good. */
  public ApplicationPolicy withRebootAfter(Duration delay) {
    return new ApplicationPolicy(
        heartbeat,
        files,
        endSessionOnCompletion,
        trial,
        selfTest,
        Optional.of(delay),
        ownClockPeriod);
  }
}
