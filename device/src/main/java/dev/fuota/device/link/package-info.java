/** How a whole device gets its link: the product's own MAC on a radio, or a modem. */
@NullMarked
package dev.fuota.device.link;

import org.jspecify.annotations.NullMarked;
