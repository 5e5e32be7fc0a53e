/** Updates that end on a microcontroller behind a serial line. */
@NullMarked
package dev.fuota.tests.target;

import org.jspecify.annotations.NullMarked;
