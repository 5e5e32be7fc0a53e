package dev.fuota.fleet.air;

import java.time.Duration;

/**
 * What was on the air since the beginning. An uplink that no gateway heard may have several
 * reasons, at one gateway or at several.
 *
 * @param downlinks frames that gateways sent
 * @param downlinkTime their time on air together
 * @param uplinks frames that devices sent
 * @param uplinkTime their time on air together
 * @param uplinksHeard uplinks that reached a gateway
 * @param uplinksCollided uplinks not heard that others destroyed
 * @param uplinksUnheard uplinks not heard because a gateway was sending
 * @param uplinksCrowded uplinks not heard because all demodulators of a gateway were busy
 * @param copiesHeard uplinks heard, counted once for each gateway
 * @param copiesReceived downlinks received, counted once for each device
 */
public record AirFigures(
    long downlinks,
    Duration downlinkTime,
    long uplinks,
    Duration uplinkTime,
    long uplinksHeard,
    long uplinksCollided,
    long uplinksUnheard,
    long uplinksCrowded,
    long copiesHeard,
    long copiesReceived) {

  /** Nothing yet. */
  public static final AirFigures NONE =
      new AirFigures(0, Duration.ZERO, 0, Duration.ZERO, 0, 0, 0, 0, 0, 0);

  /** What has come since {@code before}. */
  public AirFigures since(AirFigures before) {
    return new AirFigures(
        downlinks - before.downlinks,
        downlinkTime.minus(before.downlinkTime),
        uplinks - before.uplinks,
        uplinkTime.minus(before.uplinkTime),
        uplinksHeard - before.uplinksHeard,
        uplinksCollided - before.uplinksCollided,
        uplinksUnheard - before.uplinksUnheard,
        uplinksCrowded - before.uplinksCrowded,
        copiesHeard - before.copiesHeard,
        copiesReceived - before.copiesReceived);
  }

  /** Frames that came through to a gateway or a device. */
  public long receptions() {
    return copiesHeard + copiesReceived;
  }
}
