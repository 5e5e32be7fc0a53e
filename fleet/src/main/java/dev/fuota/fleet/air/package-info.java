/**
 * The air between gateways and the devices of a fleet, in virtual time: who hears a frame, and
 * which frames are lost. It carries octets and judges none.
 *
 * <p>One thread drives it: the simulation's.
 */
@NullMarked
package dev.fuota.fleet.air;

import org.jspecify.annotations.NullMarked;
