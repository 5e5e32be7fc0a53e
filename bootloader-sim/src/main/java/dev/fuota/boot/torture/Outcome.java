package dev.fuota.boot.torture;

/** How a run ended. */
public enum Outcome {
  /** The new image runs, for good. */
  NEW("new image"),
  /** The old image runs; the new one never did. */
  OLD("old image"),
  /** The old image runs again after the new one did. */
  REVERTED("reverted"),
  /** Nothing boots, since a fault other than a power cut destroyed the only image there was. */
  DESTROYED("destroyed by the fault"),
  /** A rule was broken; the {@link Violation} says which. */
  FAILED("failed");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
