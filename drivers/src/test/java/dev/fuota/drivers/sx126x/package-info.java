/** Encodings of the SX126x. */
@NullMarked
package dev.fuota.drivers.sx126x;

import org.jspecify.annotations.NullMarked;
