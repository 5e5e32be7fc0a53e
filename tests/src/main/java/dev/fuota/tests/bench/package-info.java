/**
 * Benchmarks (JMH) of what has to be fast. {@code docs/benchmarks.md} says how to run them and what
 * they measured. Every benchmark thread has its own state.
 */
@NullMarked
package dev.fuota.tests.bench;

import org.jspecify.annotations.NullMarked;
