/**
 * Any octets, from anywhere: nothing throws, nothing hangs, nothing grows without bound.
 *
 * <p>Each build replays the seeds beside the tests; {@code .ci/run fuzz} explores. What that finds
 * is kept as a seed.
 */
@NullMarked
package dev.fuota.tests.fuzz;

import org.jspecify.annotations.NullMarked;
