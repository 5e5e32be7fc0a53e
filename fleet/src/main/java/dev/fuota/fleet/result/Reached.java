package dev.fuota.fleet.result;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * When a device first reached each stage, in milliseconds of virtual time since its cell's start.
 * Fleets keep one for each device: it takes at most 72 octets.
 */
public final class Reached {
  /** No stage at all. */
  public static final Reached NOTHING = new Reached(new int[0]);

  /** The last instant that can be kept: 49 days, more than a run may take. */
  public static final long MILLIS_MAX = 0xffff_fffeL;

  private static final int NEVER = -1;

  /** Up to the last stage of all that it reached. */
  private final int[] millis;

  private Reached(int[] millis) {
    this.millis = millis;
  }

  /** The same, and {@code stage} at {@code at}, 0..{@link #MILLIS_MAX}. */
  public Reached with(Stage stage, long at) {
    if (at < 0 || at > MILLIS_MAX) {
      throw new IllegalArgumentException(stage + " at " + at + " ms");
    }
    int place = Stage.ALL.indexOf(stage);
    int[] more = Arrays.copyOf(millis, Math.max(millis.length, place + 1));
    Arrays.fill(more, millis.length, more.length, NEVER);
    more[place] = (int) at;
    return new Reached(more);
  }

  /** When it reached {@code stage}; empty if it did not. */
  public OptionalLong at(Stage stage) {
    int place = Stage.ALL.indexOf(stage);
    int at = place < millis.length ? millis[place] : NEVER;
    return at == NEVER ? OptionalLong.empty() : OptionalLong.of(Integer.toUnsignedLong(at));
  }

  public boolean has(Stage stage) {
    return at(stage).isPresent();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reached that && Arrays.equals(millis, that.millis);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(millis);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Stage stage : Stage.ALL) {
      at(stage).ifPresent(at -> text.append(stage).append('=').append(at).append(' '));
    }
    return text.toString().strip();
  }
}
