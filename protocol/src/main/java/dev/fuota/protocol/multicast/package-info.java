/**
 * The Remote Multicast Setup package (TS005), versions 1 and 2: what goes over the air. All
 * integers are little-endian; reserved bits are sent zero and ignored. All of it is unicast; what
 * comes on a multicast address is dropped. All types are immutable and may be shared between
 * threads.
 */
@NullMarked
package dev.fuota.protocol.multicast;

import org.jspecify.annotations.NullMarked;
