/**
 * What the firmware is for, where that is not the emulated bootloader: commands, or a part behind a
 * serial line.
 */
@NullMarked
package dev.fuota.device.install;

import org.jspecify.annotations.NullMarked;
