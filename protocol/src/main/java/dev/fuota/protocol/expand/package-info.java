/**
 * How a verified image becomes the image that runs: decoders for compressed images and for deltas,
 * as small devices have them.
 *
 * <p>Every decoder is pulled octet by octet, works in memory that a {@link
 * dev.fuota.protocol.expand.RamBudget} granted, ends at a limit of its caller, gives the same
 * octets however it is asked for them, and reports bad input as a value. Formats: heatshrink 0.4,
 * detools 0.53 (sequential and in place), bsdiff 4, JojoDiff 0.8, MCUboot's LZMA2 images. Not for
 * use by two threads at once.
 */
@NullMarked
package dev.fuota.protocol.expand;

import org.jspecify.annotations.NullMarked;
