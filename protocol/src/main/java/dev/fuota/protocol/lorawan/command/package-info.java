/**
 * MAC commands, one record each and direction, and the tables that read them. All types are
 * immutable and may be shared between threads.
 */
@NullMarked
package dev.fuota.protocol.lorawan.command;

import org.jspecify.annotations.NullMarked;
