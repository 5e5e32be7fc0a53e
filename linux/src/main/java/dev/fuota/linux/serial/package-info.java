/** Serial lines by jSerialComm; its names stay in here. */
@NullMarked
package dev.fuota.linux.serial;

import org.jspecify.annotations.NullMarked;
