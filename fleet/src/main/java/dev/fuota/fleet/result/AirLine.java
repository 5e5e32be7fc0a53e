package dev.fuota.fleet.result;

import java.time.Duration;

/**
 * What was on the air.
 *
 * @param uplinks frames that devices sent
 * @param uplinksHeard of them that reached a gateway
 * @param uplinksCollided of them that others destroyed
 * @param uplinksUnheard of them that came while a gateway was sending
 * @param downlinks frames that gateways sent
 * @param uplinkTime time on air of all uplinks
 * @param downlinkTime time on air of all downlinks
 */
public record AirLine(
    long uplinks,
    long uplinksHeard,
    long uplinksCollided,
    long uplinksUnheard,
    long downlinks,
    Duration uplinkTime,
    Duration downlinkTime) {

  /** Nothing. */
  public static final AirLine NONE = new AirLine(0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO);

  /** Both together. */
  public AirLine plus(AirLine other) {
    return new AirLine(
        uplinks + other.uplinks,
        uplinksHeard + other.uplinksHeard,
        uplinksCollided + other.uplinksCollided,
        uplinksUnheard + other.uplinksUnheard,
        downlinks + other.downlinks,
        uplinkTime.plus(other.uplinkTime),
        downlinkTime.plus(other.downlinkTime));
  }
}
