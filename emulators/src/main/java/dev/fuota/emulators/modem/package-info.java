/** LoRaWAN modems as their host sees them: a dialogue on a serial line, and a device behind it. */
@NullMarked
package dev.fuota.emulators.modem;

import org.jspecify.annotations.NullMarked;
