package dev.fuota.fleet.fault;

/**
 * How often a fault of a cell struck; a fault that never did shows that the scenario does not try
 * what it says.
 *
 * @param index of the fault in the scenario, from 0
 * @param description one line
 * @param struck 0 and up
 */
public record FaultLine(int index, String description, long struck) {}
