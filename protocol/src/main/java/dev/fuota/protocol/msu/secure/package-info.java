/**
 * What protects Mass Software Upgrade where the plain protocol does not: the optional trailer and
 * envelope of decision 0021, off by default, and the signed footer of a file. Keys and counters are
 * given; nothing here keeps them on disk or draws random numbers.
 */
@NullMarked
package dev.fuota.protocol.msu.secure;

import org.jspecify.annotations.NullMarked;
