package dev.fuota.protocol.msu;

/** Checks of what our own code puts into messages: a failure is a bug of ours, not of a peer. */
final class Checks {
  static final long U32_MAX = 0xffff_ffffL;

  private Checks() {}

  static void range(String name, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " " + value + " is not in " + min + ".." + max);
    }
  }

  static void octet(String name, int value) {
    range(name, value, 0, 0xff);
  }

  static void transaction(int transactionId) {
    that(transactionId != 0, "0 is no transaction id");
  }

  static void that(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
