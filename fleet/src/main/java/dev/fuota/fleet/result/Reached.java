package dev.fuota.fleet.result;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * When a device first reached each stage, in milliseconds of virtual time since its cell's start.
 * Fleets keep one for each device: it takes 72 octets.
 */
public final class Reached {
  /** No stage at all. */
  public static final Reached NOTHING = new Reached(filled());

  /** The last instant that can be kept: 49 days, more than a run may take. */
  public static final long MILLIS_MAX = 0xffff_fffeL;

  private static final int NEVER = -1;

  private final int[] millis;

  private Reached(int[] millis) {
    this.millis = millis;
  }

  private static int[] filled() {
    int[] none = new int[Stage.ALL.size()];
    Arrays.fill(none, NEVER);
    return none;
  }

  /** The same, and {@code stage} at {@code at}, 0..{@link #MILLIS_MAX}. */
  public Reached with(Stage stage, long at) {
    if (at < 0 || at > MILLIS_MAX) {
      throw new IllegalArgumentException(stage + " at " + at + " ms");
    }
    int[] more = millis.clone();
    more[Stage.ALL.indexOf(stage)] = (int) at;
    return new Reached(more);
  }

  /** When it reached {@code stage}; empty if it did not. */
  public OptionalLong at(Stage stage) {
    int at = millis[Stage.ALL.indexOf(stage)];
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
