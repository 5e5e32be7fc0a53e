/** Compares the adaptive mode of campaigns with that of the seeds, on devices that lose frames. */
@NullMarked
package dev.fuota.fleet.comparison;

import org.jspecify.annotations.NullMarked;
