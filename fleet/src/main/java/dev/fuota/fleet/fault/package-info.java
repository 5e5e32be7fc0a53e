/**
 * Faults that strike the devices, the gateways and the server of a cell at points that a scenario
 * names; drawn from the cell's seed, so that the same seed breaks the same things at the same time.
 */
@NullMarked
package dev.fuota.fleet.fault;

import org.jspecify.annotations.NullMarked;
