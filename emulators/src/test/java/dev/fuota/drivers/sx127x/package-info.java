/** The driver of the SX127x against its emulated chip. */
@NullMarked
package dev.fuota.drivers.sx127x;

import org.jspecify.annotations.NullMarked;
