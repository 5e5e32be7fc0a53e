/** The table of boards. */
@NullMarked
package dev.fuota.drivers.board;

import org.jspecify.annotations.NullMarked;
