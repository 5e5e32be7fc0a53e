/**
 * The driver of the SX1261, SX1262 and SX1268 (Semtech, SX1261/2 data sheet DS.SX1261-2.W.APP). It
 * has no thread and no clock of its own.
 */
@NullMarked
package dev.fuota.drivers.sx126x;

import org.jspecify.annotations.NullMarked;
