package dev.fuota.boot;

import java.util.stream.IntStream;

/**
 * A copy as a fixed sequence of steps. No step writes what it, or a later one, must still read: so
 * after a cut the step in work is done again, and the copy goes on, from nothing but its number.
 */
interface CopyPlan {
  int steps();

  /** The step {@code index}, 0-based. */
  Step step(int index);

  /** Whether, from step {@code index} on, at most one has anything to write. */
  default boolean isNearlyDone(int index) {
    return IntStream.range(index, steps()).filter(i -> step(i).length() > 0).limit(2).count() < 2;
  }

  /** Whether the last step that has anything to write reads as done. */
  default boolean isLastDone() {
    int last = steps() - 1;
    while (last > 0 && step(last).length() == 0) {
      last--;
    }
    return step(last).isDone();
  }
}
