package dev.fuota.fleet.result;

import java.util.List;

/** Where a device is at the end of a run. */
public enum Fate {
  /** It runs the new firmware. */
  UPDATED("updated"),
  /** It never had a session with a network. */
  NEVER_JOINED("never joined"),
  /** It joined, but not everything that a transfer needs was set up on it. */
  NOT_SET_UP("not set up"),
  /** Fragments went, it misses some. */
  INCOMPLETE("incomplete"),
  /** It had the image, and does not take it. */
  REFUSED("refused"),
  /** It ran the new firmware, and runs the old one again. */
  ROLLED_BACK("rolled back"),
  /** Its bootloader starts nothing any more. */
  BRICKED("bricked"),
  /**
   * It runs what it ran at first and nothing went wrong: it was offered nothing, or not in time.
   */
  RUNNING("running");

  /** All of them, in their order. */
  public static final List<Fate> ALL = List.of(values());

  private final String label;

  Fate(String label) {
    this.label = label;
  }

  /** A few words for people. */
  public String label() {
    return label;
  }
}
