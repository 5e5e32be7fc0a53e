/** Looks at a machine: what it has for a device of ours, what is missing, and what to type. */
@NullMarked
package dev.fuota.linux.probe;

import org.jspecify.annotations.NullMarked;
