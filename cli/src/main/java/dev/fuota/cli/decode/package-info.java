/** {@code fuota decode}: says what the octets of a frame or a datagram mean. */
@NullMarked
package dev.fuota.cli.decode;

import org.jspecify.annotations.NullMarked;
