/**
 * Mass Software Upgrade (MSU) 1.0: the messages of servers and clients on the wire, the arithmetic
 * of files cut into chunks and sequences, and the rules for names and versions. Decoding never
 * throws, whatever the octets. All values are immutable and may be shared between threads.
 */
@NullMarked
package dev.fuota.protocol.msu;

import org.jspecify.annotations.NullMarked;
