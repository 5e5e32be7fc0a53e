/**
 * The Fragmented Data Block Transport package (TS004), versions 1 and 2: what goes over the air.
 * All integers are little-endian; reserved bits are sent zero and ignored. FragSessionStatusReq and
 * DataFragment may come by multicast, all others are unicast. All types are immutable and may be
 * shared between threads.
 */
@NullMarked
package dev.fuota.protocol.fragmentation;

import org.jspecify.annotations.NullMarked;
