/** Fleets in real time: LoRaWAN devices, or clients of MSU, and a server that runs elsewhere. */
@NullMarked
package dev.fuota.fleet.live;

import org.jspecify.annotations.NullMarked;
