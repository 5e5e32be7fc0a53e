/**
 * The simulated world below the ports: virtual time, oscillators that drift, NOR flash with the
 * physics of real parts, and a power supply that fails at a chosen flash operation. Everything is
 * deterministic by seed. One thread.
 */
@NullMarked
package dev.fuota.hal.sim;

import org.jspecify.annotations.NullMarked;
