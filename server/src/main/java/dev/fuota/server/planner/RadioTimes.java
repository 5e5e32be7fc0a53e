package dev.fuota.server.planner;

import java.time.Duration;

/**
 * What a device's radio has done since the beginning; it slept else.
 *
 * @param sending how long it sent
 * @param receiving how long it listened, whether it heard anything or not
 */
public record RadioTimes(Duration sending, Duration receiving) {}
