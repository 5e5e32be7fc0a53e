/** The other ends of wires and lines, for whoever has no hardware. */
@NullMarked
package dev.fuota.emulators;

import org.jspecify.annotations.NullMarked;
