/** The settings of one device: its file, its keys, and what both say in words. */
@NullMarked
package dev.fuota.device.config;

import org.jspecify.annotations.NullMarked;
