/**
 * Real firmware for examples and tests: a small Cortex-M3 program in two versions, built from the C
 * sources of this module, and signed images of it. The keys are published with it: no device may
 * ever trust them. Everything here is immutable and may be shared between threads.
 */
@NullMarked
package dev.fuota.samples;

import org.jspecify.annotations.NullMarked;
