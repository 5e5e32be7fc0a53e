/**
 * The simulated world: devices made of the product's own parts (flash, bootloader, MAC, agent), the
 * paired server with its network and one gateway, all in one virtual time and from one seed.
 *
 * <p>Fault model: the link of each device loses frames in bursts, in both directions; a device's
 * supply fails in the middle of a chosen flash operation, which is then torn in one of the ways of
 * {@link dev.fuota.hal.sim.Tear}, and comes back some seconds later; clocks start wrong and drift.
 * What must hold all the while: whatever happened, the bootloader finds something to boot at every
 * reset; no device sends two different frames under one counter; the gateway sends one frame at a
 * time.
 *
 * <p>One thread drives it all: the simulation's.
 */
@NullMarked
package dev.fuota.fleet.world;

import org.jspecify.annotations.NullMarked;
