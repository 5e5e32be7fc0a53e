/**
 * What every codec of this product shares: immutable octets, bit fields, and the outcome of
 * decoding as a value. Nothing here throws because of what a peer sent. All types are immutable and
 * may be shared between threads.
 */
@NullMarked
package dev.fuota.protocol.codec;

import org.jspecify.annotations.NullMarked;
