/** The port to a LoRa transceiver. One thread drives it; it calls its listener on that thread. */
@NullMarked
package dev.fuota.hal.radio;

import org.jspecify.annotations.NullMarked;
