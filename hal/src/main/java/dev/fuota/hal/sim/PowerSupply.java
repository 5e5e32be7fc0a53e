package dev.fuota.hal.sim;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The supply of one device. It counts the program and erase operations of the flash that hangs on
 * it, and fails in the middle of a chosen one; from then on every access throws {@link PowerLoss}
 * until {@link #restore}.
 */
public final class PowerSupply {
  private final RandomGenerator random;
  private long operations;
  private @Nullable Cut planned;
  private boolean on = true;

  /**
   * A supply that works.
   *
   * @param random decides what is left to chance in a torn operation
   */
  public PowerSupply(RandomGenerator random) {
    this.random = random;
  }

  public PowerSupply(long seed) {
    this(new SplittableRandom(seed));
  }

  /** How many program and erase operations were begun, the cut ones included. */
  public long operations() {
    return operations;
  }

  public boolean isOn() {
    return on;
  }

  /**
   * Plans the next failure; there is one plan at a time.
   *
   * @param operation the number, from 1, of the operation during which the supply fails
   * @param left what that operation leaves
   * @throws IllegalArgumentException if that operation is past
   */
  public void cutAt(long operation, Tear left) {
    if (operation <= operations) {
      throw new IllegalArgumentException(
          "operation " + operation + " is past, " + operations + " were begun");
    }
    planned = new Cut(operation, left);
  }

  /** Fails at once, between two operations. */
  public void cut() {
    on = false;
  }

  /** The supply works again, and no failure is planned. */
  public void restore() {
    on = true;
    planned = null;
  }

  RandomGenerator random() {
    return random;
  }

  void requireOn() {
    if (!on) {
      throw new PowerLoss("no power since flash operation " + operations);
    }
  }

  /** Counts an operation; what it leaves if the supply fails during it, null if it does not. */
  @Nullable Tear begin() {
    requireOn();
    operations++;
    if (planned == null || operations != planned.operation) {
      return null;
    }
    on = false;
    return planned.left;
  }

  /** A failure that is to come. */
  private record Cut(long operation, Tear left) {}
}
