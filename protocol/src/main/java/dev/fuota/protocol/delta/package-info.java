/**
 * Makes what {@link dev.fuota.protocol.expand} takes apart: patches of detools and bsdiff,
 * heatshrink streams, and the signed packages around them. For servers and tools: memory is not
 * counted here, and input is not hostile. Wrong use throws {@link IllegalArgumentException}. The
 * same input gives the same octets. May be shared between threads.
 */
@NullMarked
package dev.fuota.protocol.delta;

import org.jspecify.annotations.NullMarked;
