/** What holds for all drivers together. */
@NullMarked
package dev.fuota.drivers;

import org.jspecify.annotations.NullMarked;
