/**
 * LoRaWAN 1.0.x data frames: layout, cryptography, frame counters, sub-bands and time on
 * air. Records and enums are immutable and may be shared between threads; {@link
 * dev.fuota.protocol.lorawan.Aes128}, {@link dev.fuota.protocol.lorawan.Cmac} and {@link
 * dev.fuota.protocol.lorawan.FrameCrypto} own scratch buffers and belong to one owner, on one
 * thread.
 */
@NullMarked
package dev.fuota.protocol.lorawan;

import org.jspecify.annotations.NullMarked;
