/**
 * The Firmware Management Protocol package (TS006), version 1: what goes over the air. All integers
 * are little-endian; reserved bits are sent zero and ignored. All of it is unicast. All types are
 * immutable and may be shared between threads.
 */
@NullMarked
package dev.fuota.protocol.firmware;

import org.jspecify.annotations.NullMarked;
