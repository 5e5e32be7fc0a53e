/**
 * The port to NOR flash, and partitions of it. Offsets and sizes are octets. One thread drives a
 * flash.
 */
@NullMarked
package dev.fuota.hal.flash;

import org.jspecify.annotations.NullMarked;
