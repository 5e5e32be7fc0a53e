package dev.fuota.fleet.result;

/**
 * A share of the cells of a fleet: each cell whose number leaves the rest {@code index} when it is
 * divided by {@code of}.
 *
 * @param index 0..of - 1
 * @param of 1..{@link #MAX}
 */
public record Shard(int index, int of) {
  public static final int MAX = 100_000;

  public Shard {
    if (of < 1 || of > MAX || index < 0 || index >= of) {
      throw new IllegalArgumentException("share " + index + "/" + of);
    }
  }

  /** All cells. */
  public static final Shard ALL = new Shard(0, 1);

  /** Whether {@code cell} is one of its cells. */
  public boolean holds(int cell) {
    return cell % of == index;
  }

  /** Such as {@code 0/4}. */
  @Override
  public String toString() {
    return index + "/" + of;
  }
}
