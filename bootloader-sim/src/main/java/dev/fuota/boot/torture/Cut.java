package dev.fuota.boot.torture;

import dev.fuota.hal.sim.Tear;

/**
 * The power fails during one flash operation.
 *
 * @param operation counted from the start of the run or from the cut before, the first one is 1
 * @param tear what the operation leaves
 * @param seed decides how far it came, for a tear that leaves this to chance
 */
public record Cut(int operation, Tear tear, int seed) {
  public Cut {
    if (operation < 1) {
      throw new IllegalArgumentException("operation " + operation);
    }
  }

  /** As in a replay key: {@code 12:TORN:3}. */
  @Override
  public String toString() {
    return operation + ":" + tear + (seed == 0 ? "" : ":" + seed);
  }
}
