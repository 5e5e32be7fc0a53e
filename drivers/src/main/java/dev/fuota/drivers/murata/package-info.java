/**
 * Murata's CMWX1ZZABZ with the open firmware of HARDWARIO, lora-modem. Made after its published
 * sources (the development line of 2024) and those of LoRaMac-node below it; nothing was tried on a
 * device.
 *
 * <p>In hexadecimal mode the length of {@code AT+PUTX} counts octets, not digits. The channel of
 * class C is that of RX2 as the network gave it, and cannot be set: {@code AT+RX2} does not reach
 * it, and a group has no channel of its own. It is taken from the second window of the last uplink,
 * so there has to have been one since the modem started.
 */
@NullMarked
package dev.fuota.drivers.murata;

import org.jspecify.annotations.NullMarked;
