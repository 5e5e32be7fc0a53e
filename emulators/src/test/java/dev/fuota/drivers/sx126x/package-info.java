/** The driver of the SX126x against its emulated chip. */
@NullMarked
package dev.fuota.drivers.sx126x;

import org.jspecify.annotations.NullMarked;
