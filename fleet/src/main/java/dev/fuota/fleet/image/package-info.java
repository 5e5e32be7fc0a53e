/** Firmware that simulated campaigns install, made to measure. */
@NullMarked
package dev.fuota.fleet.image;

import org.jspecify.annotations.NullMarked;
