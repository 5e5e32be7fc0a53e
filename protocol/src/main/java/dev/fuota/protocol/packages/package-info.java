/**
 * Which packages there are, with their versions and commands: for those who deal with all of them
 * alike. All types are immutable and may be shared between threads.
 */
@NullMarked
package dev.fuota.protocol.packages;

import org.jspecify.annotations.NullMarked;
