/** What the drivers of all chips have in common. */
@NullMarked
package dev.fuota.drivers.radio;

import org.jspecify.annotations.NullMarked;
