/** The sending half and the clock of a gateway that is not there: what a concentrator board is. */
@NullMarked
package dev.fuota.gateway.concentrator;

import org.jspecify.annotations.NullMarked;
