/**
 * The bootloader: looks for an image that waits, checks it again, copies it page by page into the
 * primary slot and starts what is there (TR002 steps 14 and 15), overwrite-only. The power may go
 * at any flash operation. It shares nothing with the application but the image format and the
 * flash. One thread; nothing is kept between two boots but what is in flash.
 */
@NullMarked
package dev.fuota.boot;

import org.jspecify.annotations.NullMarked;
