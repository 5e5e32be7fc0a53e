/**
 * What a payload says, octet by octet, for people. The decoders themselves tell what they read, so
 * an explanation cannot differ from what a device understands. All types are immutable and may be
 * shared between threads.
 */
@NullMarked
package dev.fuota.protocol.explain;

import org.jspecify.annotations.NullMarked;
