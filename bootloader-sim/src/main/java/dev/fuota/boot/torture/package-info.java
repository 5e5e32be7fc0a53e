/**
 * Cuts the power of a bootloader wherever it hurts, and judges what is left. A {@link
 * dev.fuota.boot.torture.Torture} takes a layout, an old and a new image and a strategy; it runs
 * the update once undisturbed, with a copy of the flash before each operation, then tears each
 * operation in every way, then does the same to the recoveries, then draws chains of faults. The
 * same input gives the same result, whatever the number of threads.
 */
@NullMarked
package dev.fuota.boot.torture;

import org.jspecify.annotations.NullMarked;
