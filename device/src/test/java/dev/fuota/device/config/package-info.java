/** Tests of the settings. */
@NullMarked
package dev.fuota.device.config;

import org.jspecify.annotations.NullMarked;
