/**
 * MCUboot's upgrade modes to the letter of its C library (bootutil, main branch of July 2026): the
 * same trailers and status records, the same flash operations in the same order, the same
 * decisions, and the same weaknesses, of which {@code docs/bootloader.md} speaks. One image, no
 * encryption of a slot. One thread.
 */
@NullMarked
package dev.fuota.boot.mcuboot;

import org.jspecify.annotations.NullMarked;
