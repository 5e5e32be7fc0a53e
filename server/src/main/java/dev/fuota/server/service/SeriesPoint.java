package dev.fuota.server.service;

import java.time.Instant;

/**
 * How far a campaign was at one time.
 *
 * @param fragments sent so far, over all parts and rounds
 * @param complete devices of which it is known that they hold the file
 */
public record SeriesPoint(Instant t, int fragments, int complete) {}
