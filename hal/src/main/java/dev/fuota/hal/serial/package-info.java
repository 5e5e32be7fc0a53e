/** The port to a serial line. */
@NullMarked
package dev.fuota.hal.serial;

import org.jspecify.annotations.NullMarked;
