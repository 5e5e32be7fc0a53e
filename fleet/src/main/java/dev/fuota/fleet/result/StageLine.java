package dev.fuota.fleet.result;

import java.time.Duration;

/**
 * One stage of a campaign, as the server saw it.
 *
 * @param name of the stage, e.g. {@code MC_GROUP_SETUP}
 * @param began since the cell's start
 * @param took until the next stage began, or the campaign ended
 * @param answered devices that have answered, or needed not
 * @param failed devices that refused, or did not answer in all tries
 */
public record StageLine(String name, Duration began, Duration took, int answered, int failed) {}
