/** What speaks to chips, modems and targets, over wires and lines that are given to it. */
@NullMarked
package dev.fuota.drivers;

import org.jspecify.annotations.NullMarked;
