package dev.fuota.fleet.demo;

import dev.fuota.fleet.air.AirFigures;
import dev.fuota.server.campaign.Stage;
import java.time.Duration;
import java.time.Instant;

/**
 * A stage that is over.
 *
 * @param fragments sent in it
 * @param powerCuts in it
 */
record StageLog(
    Stage stage, Instant start, Duration duration, AirFigures air, int fragments, int powerCuts) {}
