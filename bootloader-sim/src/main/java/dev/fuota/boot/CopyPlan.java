package dev.fuota.boot;

/**
 * A copy as a fixed sequence of steps. No step writes what it, or a later one, must still read: so
 * after a cut the step in work is done again, and the copy goes on, from nothing but its number.
 */
interface CopyPlan {
  int steps();

  /** The step {@code index}, 0-based. */
  Step step(int index);
}
