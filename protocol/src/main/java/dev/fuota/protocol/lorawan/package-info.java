/**
 * LoRaWAN frames of data and activation: layout, cryptography, frame counters, the EU868 region as
 * it was before {@code region}, and time on air. Records and enums are immutable and may be shared
 * between threads; {@link dev.fuota.protocol.lorawan.Aes128}, {@link
 * dev.fuota.protocol.lorawan.Cmac} and {@link dev.fuota.protocol.lorawan.FrameCrypto} belong to one
 * owner, on one thread.
 */
@NullMarked
package dev.fuota.protocol.lorawan;

import org.jspecify.annotations.NullMarked;
