/**
 * The driver of the SX1276, SX1277, SX1278 and SX1279, as on the modules RFM95 to RFM98 (Semtech,
 * SX1276/77/78/79 data sheet). It has no thread and no clock of its own.
 */
@NullMarked
package dev.fuota.drivers.sx127x;

import org.jspecify.annotations.NullMarked;
