package dev.fuota.fleet.air;

import java.time.Duration;

/**
 * What was on the air since the beginning.
 *
 * @param downlinks frames that the gateway sent
 * @param downlinkTime their time on air together
 * @param uplinks frames that devices sent
 * @param uplinkTime their time on air together
 * @param uplinksHeard uplinks that reached the gateway
 * @param uplinksCollided uplinks that another uplink destroyed
 * @param uplinksUnheard uplinks that the gateway missed because it was sending
 */
public record AirFigures(
    long downlinks,
    Duration downlinkTime,
    long uplinks,
    Duration uplinkTime,
    long uplinksHeard,
    long uplinksCollided,
    long uplinksUnheard) {

  /** Nothing yet. */
  public static final AirFigures NONE = new AirFigures(0, Duration.ZERO, 0, Duration.ZERO, 0, 0, 0);

  AirFigures plusDownlink(Duration time) {
    return new AirFigures(
        downlinks + 1,
        downlinkTime.plus(time),
        uplinks,
        uplinkTime,
        uplinksHeard,
        uplinksCollided,
        uplinksUnheard);
  }

  AirFigures plusUplink(Duration time, boolean heard, boolean collided, boolean unheard) {
    return new AirFigures(
        downlinks,
        downlinkTime,
        uplinks + 1,
        uplinkTime.plus(time),
        uplinksHeard + (heard ? 1 : 0),
        uplinksCollided + (collided ? 1 : 0),
        uplinksUnheard + (unheard ? 1 : 0));
  }

  /** What has come since {@code before}. */
  public AirFigures since(AirFigures before) {
    return new AirFigures(
        downlinks - before.downlinks,
        downlinkTime.minus(before.downlinkTime),
        uplinks - before.uplinks,
        uplinkTime.minus(before.uplinkTime),
        uplinksHeard - before.uplinksHeard,
        uplinksCollided - before.uplinksCollided,
        uplinksUnheard - before.uplinksUnheard);
  }
}
