/** Fleets of LoRaWAN devices on the built-in network server or on a real one, as a file says. */
@NullMarked
package dev.fuota.fleet.lorawan;

import org.jspecify.annotations.NullMarked;
