/**
 * Modems with LoRa Basics Modem 4 as a {@code hw_modem}: a binary dialogue on a serial line, with
 * three lines beside it. Made after the published sources (SWL2001), built with multicast and
 * without application packages.
 */
@NullMarked
package dev.fuota.drivers.lbm;

import org.jspecify.annotations.NullMarked;
