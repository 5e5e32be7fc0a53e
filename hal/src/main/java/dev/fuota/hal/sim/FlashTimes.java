package dev.fuota.hal.sim;

import java.util.Map;

/**
 * How long the operations of a part take.
 *
 * @param erase of a sector whose size {@code eraseOfSize} does not name
 * @param eraseOfSize by the sector's octets
 */
public record FlashTimes(
    ProgramTime program, TimeRange erase, Map<Integer, TimeRange> eraseOfSize) {
  public FlashTimes {
    eraseOfSize = Map.copyOf(eraseOfSize);
  }

  FlashTimes(ProgramTime program, TimeRange erase) {
    this(program, erase, Map.of());
  }

  /** Of a sector of {@code size} octets. */
  TimeRange eraseOf(int size) {
    return eraseOfSize.isEmpty() ? erase : eraseOfSize.getOrDefault(size, erase);
  }
}
