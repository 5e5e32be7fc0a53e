/** A transceiver's and a modem's wires on the header of a board, whoever drives the pins. */
@NullMarked
package dev.fuota.linux.wires;

import org.jspecify.annotations.NullMarked;
