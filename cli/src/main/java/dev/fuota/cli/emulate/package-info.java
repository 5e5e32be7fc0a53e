/** {@code fuota emulate}: devices at the other end of a serial line, for drivers of others too. */
@NullMarked
package dev.fuota.cli.emulate;

import org.jspecify.annotations.NullMarked;
