package dev.fuota.protocol.expand;

import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Optional;

/**
 * The memory that a device has for expanding, in octets. Every buffer of a decoder comes from here,
 * so that a payload that needs more is refused before anything is done with it.
 *
 * <p>The few words that a decoder's state has besides its buffers are not counted: on a device of
 * 32 bits they are below 100 octets for each stage.
 */
public final class RamBudget {
  private final int limit;
  private final Optional<RamBudget> whole;
  private int used;
  private int peak;

  /** A budget of {@code octets}, 0 or more. */
  public RamBudget(int octets) {
    this(octets, Optional.empty());
  }

  private RamBudget(int limit, Optional<RamBudget> whole) {
    if (limit < 0) {
      throw new IllegalArgumentException("a budget of " + limit + " octets");
    }
    this.limit = limit;
    this.whole = whole;
  }

  /**
   * A buffer of zeros.
   *
   * @throws ExpandFault if the budget does not allow it
   */
  byte[] take(int octets) {
    reserve(octets);
    return new byte[octets];
  }

  /**
   * Counts octets that somebody else is about to allocate.
   *
   * @throws ExpandFault if the budget does not allow it
   */
  void reserve(long octets) {
    if (octets > (long) limit - used) {
      throw new ExpandFault(
          new Refused(
              Reason.RAM_BUDGET,
              "expanding needs " + (used + octets) + " octets of memory, " + limit + " are there"));
    }
    whole.ifPresent(budget -> budget.reserve(octets));
    used += (int) octets;
    peak = Math.max(peak, used);
  }

  /** A budget for one decoder out of this one; {@link #release} ends it. */
  RamBudget part() {
    return new RamBudget(limit, Optional.of(this));
  }

  /** Gives back all that was taken: the buffers are no longer in use. */
  void release() {
    whole.ifPresent(budget -> budget.used -= used);
    used = 0;
  }

  /** Octets in use. */
  public int used() {
    return used;
  }

  /** The most octets that were in use at once. */
  public int peak() {
    return peak;
  }
}
