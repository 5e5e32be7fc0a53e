/** A microcontroller behind a serial line, with flash, MCUboot, and SMP as its host sees it. */
@NullMarked
package dev.fuota.emulators.smp;

import org.jspecify.annotations.NullMarked;
