/** Tests of what joins a device with its network. */
@NullMarked
package dev.fuota.device.link;

import org.jspecify.annotations.NullMarked;
