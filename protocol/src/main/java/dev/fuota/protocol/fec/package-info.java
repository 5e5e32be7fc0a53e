/**
 * The erasure code of TS004 (Fragmented Data Block Transport), versions 1 and 2: a systematic
 * random linear code over GF(2) that lets a receiver repair lost fragments out of coded ones.
 *
 * <p>{@link dev.fuota.protocol.fec.ParityMatrix} says which fragments a coded one sums up, {@link
 * dev.fuota.protocol.fec.FragmentEncoder} cuts and codes, {@link dev.fuota.protocol.fec.FecDecoder}
 * repairs. Numbers follow the specification: fragment {@code n} counts from 1, {@code M} (NbFrag)
 * is the number of uncoded fragments, and a fragment with {@code n > M} is coded. Encoders may be
 * shared between threads; a decoder belongs to one thread.
 */
@NullMarked
package dev.fuota.protocol.fec;

import org.jspecify.annotations.NullMarked;
