package dev.fuota.boot.torture;

import dev.fuota.hal.sim.Tear;

/**
 * The power fails during one flash operation.
 *
 * @param operation counted from the start of the run or from the cut before, the first one is 1
 * @param tear what the operation leaves
 * @param seed decides how far it came, for a tear that leaves this to chance, and where the defect
 *     is
 * @param defect what else is wrong from then on
 */
public record Cut(int operation, Tear tear, int seed, Defect defect) {
  public Cut {
    if (operation < 1) {
      throw new IllegalArgumentException("operation " + operation);
    }
  }

  /** Without a defect. */
  public Cut(int operation, Tear tear, int seed) {
    this(operation, tear, seed, Defect.NONE);
  }

  /** As in a replay key: {@code 12:TORN:3}, or {@code 12:TORN:3:FLIP}. */
  @Override
  public String toString() {
    boolean sound = defect == Defect.NONE;
    return operation
        + ":"
        + tear
        + (seed == 0 && sound ? "" : ":" + seed)
        + (sound ? "" : ":" + defect);
  }
}
