/**
 * Lines of text over a serial line: cut out of octets, paired with the commands that caused them,
 * and what all dialects of AT modems have in common. Knows none in particular.
 */
@NullMarked
package dev.fuota.drivers.at;

import org.jspecify.annotations.NullMarked;
