/** What the drivers of all transceiver chips have in common. */
@NullMarked
package dev.fuota.drivers.radio;

import org.jspecify.annotations.NullMarked;
