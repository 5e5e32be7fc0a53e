/**
 * The story of one device: its cell runs again exactly as within the fleet, and all that happens to
 * the device is told as it happens.
 */
@NullMarked
package dev.fuota.fleet.replay;

import org.jspecify.annotations.NullMarked;
