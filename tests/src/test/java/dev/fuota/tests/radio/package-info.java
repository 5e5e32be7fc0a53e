/** Whole devices, whose MAC reaches the air through a driver and the chip that it drives. */
@NullMarked
package dev.fuota.tests.radio;

import org.jspecify.annotations.NullMarked;
