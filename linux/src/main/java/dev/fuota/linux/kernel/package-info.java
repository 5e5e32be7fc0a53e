/** SPI and GPIO of any Linux board by the kernel's own devices. */
@NullMarked
package dev.fuota.linux.kernel;

import org.jspecify.annotations.NullMarked;
