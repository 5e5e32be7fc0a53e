/**
 * The Multi-Package Access package (TS007), version 1: commands of several packages in one frame.
 * All of it is unicast, on a port of its own. All types are immutable and may be shared between
 * threads.
 */
@NullMarked
package dev.fuota.protocol.multipackage;

import org.jspecify.annotations.NullMarked;
