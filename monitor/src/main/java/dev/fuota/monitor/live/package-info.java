/** What changes, told to whoever listens, without anybody waiting for a listener. */
@NullMarked
package dev.fuota.monitor.live;

import org.jspecify.annotations.NullMarked;
