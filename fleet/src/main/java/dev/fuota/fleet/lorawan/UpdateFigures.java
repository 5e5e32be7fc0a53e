package dev.fuota.fleet.lorawan;

import java.time.Duration;
import java.util.Optional;

/**
 * How the fragments of an update went.
 *
 * @param fragments that were sent
 * @param timeOnAir of one of them
 * @param transfer from the start of the first one to the end of the last one
 * @param completion from the start of the first one to when a device had the block, in the mean of
 *     those that have it; empty if none has
 * @param joules what the radio of a device took from when it opened the session until the last
 *     fragment was sent, in the mean
 */
public record UpdateFigures(
    int fragments,
    Duration timeOnAir,
    Duration transfer,
    Optional<Duration> completion,
    double joules) {

  /** From one fragment to the next, in the mean. */
  public Duration interval() {
    return fragments < 2 ? Duration.ZERO : transfer.minus(timeOnAir).dividedBy(fragments - 1L);
  }
}
