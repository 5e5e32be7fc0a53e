/**
 * The built-in LoRaWAN 1.0.x network server: ABP devices in Class A, Class C multicast, one gateway
 * with one transmitter and a duty cycle, EU868. No I/O, no clock and no thread of its own; one
 * thread drives it.
 */
@NullMarked
package dev.fuota.server.network;

import org.jspecify.annotations.NullMarked;
