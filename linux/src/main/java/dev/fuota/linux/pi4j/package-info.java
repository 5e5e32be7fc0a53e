/** SPI and GPIO of a Raspberry Pi by Pi4J; its names stay in here. */
@NullMarked
package dev.fuota.linux.pi4j;

import org.jspecify.annotations.NullMarked;
