/**
 * GPS time as the application packages carry it (TS003, TS005, TS006). All types are immutable and
 * may be shared between threads.
 */
@NullMarked
package dev.fuota.protocol.time;

import org.jspecify.annotations.NullMarked;
