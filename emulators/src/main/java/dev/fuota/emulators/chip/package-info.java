/** What all emulated transceivers have in common: the wires that lead to them. */
@NullMarked
package dev.fuota.emulators.chip;

import org.jspecify.annotations.NullMarked;
