/** The transceiver boards that the drivers know: which chip, on which pins, with what around it. */
@NullMarked
package dev.fuota.drivers.board;

import org.jspecify.annotations.NullMarked;
