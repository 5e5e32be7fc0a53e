/**
 * An SX1276 at the level of its registers (Semtech, SX1276/77/78/79 data sheet, and its errata
 * note), so that a driver can be tried without hardware.
 */
@NullMarked
package dev.fuota.emulators.sx127x;

import org.jspecify.annotations.NullMarked;
