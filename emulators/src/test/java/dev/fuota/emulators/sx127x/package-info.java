/** The emulated SX1276, told octets by hand. */
@NullMarked
package dev.fuota.emulators.sx127x;

import org.jspecify.annotations.NullMarked;
