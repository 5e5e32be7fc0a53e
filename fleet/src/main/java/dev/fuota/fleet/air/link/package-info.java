/** What happens to a radio signal on its way: rules of physics and of receivers, without time. */
@NullMarked
package dev.fuota.fleet.air.link;

import org.jspecify.annotations.NullMarked;
