package dev.fuota.fleet.lorawan;

import java.util.function.IntSupplier;

/** What the devices of a fleet have reached together, counted as it happens. */
final class Tally {
  private int joined;
  private int updated;
  private int powerCuts;
  private long fragments;
  private IntSupplier sent = () -> 0;

  void join() {
    joined++;
  }

  /** A device runs new firmware; or, with -1, the old one again. */
  void update(int devices) {
    updated += devices;
  }

  void cut() {
    powerCuts++;
  }

  void fragment() {
    fragments++;
  }

  /** From now on {@code count} says how many fragments have been sent. */
  void countsSent(IntSupplier count) {
    sent = count;
  }

  int joined() {
    return joined;
  }

  int updated() {
    return updated;
  }

  int powerCuts() {
    return powerCuts;
  }

  long fragments() {
    return fragments;
  }

  /** Fragments that were sent so far, as far as that is known here. */
  int sent() {
    return sent.getAsInt();
  }
}
