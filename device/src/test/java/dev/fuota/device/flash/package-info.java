/** Tests of the flash file. */
@NullMarked
package dev.fuota.device.flash;

import org.jspecify.annotations.NullMarked;
