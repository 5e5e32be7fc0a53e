/** A microcontroller with MCUboot as what the firmware is for: images are handed on over SMP. */
@NullMarked
package dev.fuota.device.target;

import org.jspecify.annotations.NullMarked;
