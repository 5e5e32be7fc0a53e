package dev.fuota.boot.torture;

/** A rule that every run must keep, by the name of its breach. */
public enum Violation {
  /** Nothing boots. */
  DEAD("nothing boots"),
  /** What runs is neither the old nor the new image, or not all of it. */
  NEITHER("what runs is neither the old nor the new image"),
  /** An image runs that nobody marked, or whose mark was taken away, or that must be refused. */
  UNASKED("an image runs that nobody asked for"),
  /** The old image runs although the new one was there for good. */
  LOST_UPDATE("the new image is lost although it was there for good"),
  /** The new image stays although it was never confirmed. */
  LOST_REVERT("an unconfirmed image stays"),
  /** The update ended before it was done, and nothing is left that would continue it. */
  NOT_INSTALLED("the marked image is not installed"),
  /** A granule was programmed that is not erased. */
  DIRTY_PROGRAM("a granule was programmed that is not erased"),
  /** The bootloader threw something. */
  CRASH("the bootloader crashed"),
  /** The device still changes after many boots. */
  RESTLESS("boots do not come to rest"),
  /** The security counter is lower than before, or was not raised. */
  COUNTER("the security counter is too low"),
  /** A sector was erased more often than the strategy needs. */
  WORN("a sector was erased too often");

  private final String words;

  Violation(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
