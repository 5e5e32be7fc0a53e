/** An SX1261, SX1262 or SX1268 as its host sees it: commands, registers, BUSY and DIO1. */
@NullMarked
package dev.fuota.emulators.sx126x;

import org.jspecify.annotations.NullMarked;
