/** Time as given from outside; the reading side is {@link java.time.InstantSource}. */
@NullMarked
package dev.fuota.hal.time;

import org.jspecify.annotations.NullMarked;
