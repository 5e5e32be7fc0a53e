/**
 * A whole device, put together of flash, bootloader, agent and link, in real or in virtual time.
 */
@NullMarked
package dev.fuota.device;

import org.jspecify.annotations.NullMarked;
