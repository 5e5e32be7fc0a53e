package dev.fuota.agent.mac;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a device does in its own way, without the network's knowledge.
 *
 * @param clockError how wrong its clock and its wake-up may be at a receive window, zero or more
 * @param joinSpread the first join-request is sent at random within this time, so that a fleet that
 *     gets its power back together does not join together
 * @param joinPaced whether join-requests keep to 36 s on air in the first hour and less later;
 *     without, only the duty cycle slows them down
 * @param joinNonceGrows whether a join-accept of LoRaWAN 1.0.4 needs a JoinNonce above the last
 *     one; by default another one is enough. LoRaWAN 1.1 always needs it, 1.0.3 never looks
 * @param subBand 1..8 of regions with 72 fixed channels: without the network's word it joins and
 *     sends on these eight narrow channels and their wide one only; empty: on all
 */
public record MacHabits(
    Duration clockError,
    Duration joinSpread,
    boolean joinPaced,
    boolean joinNonceGrows,
    OptionalInt subBand) {
  public static final MacHabits USUAL =
      new MacHabits(
          Duration.ofMillis(20), Duration.ofSeconds(30), true, false, OptionalInt.empty());

  public MacHabits {
    if (clockError.isNegative() || joinSpread.isNegative()) {
      throw new IllegalArgumentException("times are zero or more");
    }
  }

  /** The same with the first join-request within another time. */
  public MacHabits withJoinSpread(Duration other) {
    return new MacHabits(clockError, other, joinPaced, joinNonceGrows, subBand);
  }

  /** The same, as fast at joining as the duty cycle allows. */
  public MacHabits impatient() {
    return new MacHabits(clockError, joinSpread, false, joinNonceGrows, subBand);
  }

  /** The same, strict with JoinNonces. */
  public MacHabits withGrowingJoinNonces() {
    return new MacHabits(clockError, joinSpread, joinPaced, true, subBand);
  }

  /** The same in a network of one sub-band. */
  public MacHabits withSubBand(OptionalInt other) {
    return new MacHabits(clockError, joinSpread, joinPaced, joinNonceGrows, other);
  }
}
