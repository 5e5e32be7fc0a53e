/**
 * The Application Layer Clock Synchronization package (TS003), versions 1 and 2: what goes over the
 * air. All integers are little-endian; reserved bits are sent zero and ignored. All of it is
 * unicast. All types are immutable and may be shared between threads.
 */
@NullMarked
package dev.fuota.protocol.clocksync;

import org.jspecify.annotations.NullMarked;
