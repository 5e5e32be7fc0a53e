package dev.fuota.cli.image;

import dev.fuota.cli.console.InputProblem;

/** A security counter on the command line. */
final class Counter {
  private static final long MAX = 0xffff_ffffL;

  private Counter() {}

  static long of(long value) {
    if (value < 0 || value > MAX) {
      throw new InputProblem("BAD_COUNTER", "--security-counter is 0 to " + MAX + ", not " + value);
    }
    return value;
  }
}
