/**
 * Lines of text over a serial line: cut out of octets, and paired with the commands that caused
 * them. Knows the manners of AT modems in general and of none in particular.
 */
@NullMarked
package dev.fuota.drivers.at;

import org.jspecify.annotations.NullMarked;
