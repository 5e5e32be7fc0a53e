/**
 * Whole updates in a world that is against them: the real campaign engine and a real device,
 * between them a network without radio that loses, repeats, reorders and delays messages, below the
 * device a supply that fails in the middle of flash operations. One seed, one run.
 */
@NullMarked
package dev.fuota.tests.chaos;

import org.jspecify.annotations.NullMarked;
