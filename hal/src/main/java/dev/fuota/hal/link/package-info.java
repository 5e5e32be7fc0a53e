/**
 * The port to a LoRaWAN link: this product's own MAC over a radio, or a modem that has one inside.
 * It is the seam below the application packages. One thread drives it and is called back on it.
 */
@NullMarked
package dev.fuota.hal.link;

import org.jspecify.annotations.NullMarked;
