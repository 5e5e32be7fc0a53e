/**
 * The MCUboot image: header, TLV areas, hash, signatures, trailer; read strictly and written as
 * MCUboot's own tool writes it.
 *
 * <p>{@link dev.fuota.protocol.image.Image} answers "is this well formed", {@link
 * dev.fuota.protocol.image.ImageVerifier} "may this device run it". Neither throws because of an
 * image's octets, and both work in bounded memory whatever an image claims about itself.
 * Specification: MCUboot, "Image format" and "Image trailer". All types but the builder are
 * immutable and may be shared between threads.
 */
@NullMarked
package dev.fuota.protocol.image;

import org.jspecify.annotations.NullMarked;
