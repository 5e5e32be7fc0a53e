/** A device's flash as a file that outlives whatever happens to the process and to the power. */
@NullMarked
package dev.fuota.device.flash;

import org.jspecify.annotations.NullMarked;
