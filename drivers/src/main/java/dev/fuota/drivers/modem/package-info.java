/**
 * What all modems have in common that have a LoRaWAN MAC inside: how they are brought to the wanted
 * state and kept there, and the table of what each of them can do. How a modem is spoken to is the
 * business of its {@link dev.fuota.drivers.modem.Dialect}.
 */
@NullMarked
package dev.fuota.drivers.modem;

import org.jspecify.annotations.NullMarked;
