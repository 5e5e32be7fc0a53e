package dev.fuota.fleet.lorawan;

import dev.fuota.fleet.air.AirFigures;

/**
 * How far a fleet is.
 *
 * @param joined devices that had a session
 * @param fragments that devices stored, all together
 * @param updated devices that run another firmware than at first
 */
public record FleetFigures(
    int devices, int joined, long fragments, int updated, int powerCuts, AirFigures air) {}
