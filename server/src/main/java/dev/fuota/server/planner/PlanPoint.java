package dev.fuota.server.planner;

import java.time.Duration;

/**
 * One choice of fragment size and redundancy, and what follows from it.
 *
 * @param nbFrag uncoded fragments
 * @param coded coded ones behind them
 * @param redundancy {@code coded} for each uncoded one, as asked for
 * @param success probability that a device has the whole file after them, the mean of all devices
 * @param allSucceed probability that every device has it
 * @param airTime of all fragments together
 * @param duration from the first fragment to the end of the last
 * @param energyMilliJoule that a device's radio takes for the whole session
 */
public record PlanPoint(
    int fragSize,
    int nbFrag,
    int coded,
    double redundancy,
    double success,
    double allSucceed,
    Duration airTime,
    Duration duration,
    double energyMilliJoule) {}
