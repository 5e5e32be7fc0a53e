package dev.fuota.boot.torture;

import java.util.Locale;

/** What an application does between two boots. */
enum Act {
  /** It marks the waiting image for a trial. */
  MARK_TEST,
  /** It marks the waiting image for good. */
  MARK_PERMANENT,
  /** It takes the mark away again, in the same session. */
  UNMARK,
  /** On trial, it says that it is good. */
  CONFIRM,
  /** It erases the waiting slot and writes the new image there. */
  DOWNLOAD,
  /** On trial, it erases the other slot and writes a third image there, without a mark. */
  DOWNLOAD_ON_TRIAL;

  boolean isMark() {
    return this == MARK_TEST || this == MARK_PERMANENT;
  }

  /** Whether this is for the new image to do; else for the old one. */
  boolean byNewImage() {
    return this == CONFIRM || this == DOWNLOAD_ON_TRIAL;
  }

  /** For people, as {@code mark test}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
