/**
 * Repair of a chunk by sums: which combinations of frames serve many receivers at once, and how a
 * receiver gets its missing frames back out of them. Over GF(2), so a sum is an exclusive or, and
 * within one chunk, so a combination is a bitmap of at most 32 frames in the order of complaints:
 * the most significant bit is sequence 1. An extension between our own peers.
 */
@NullMarked
package dev.fuota.protocol.msu.repair;

import org.jspecify.annotations.NullMarked;
