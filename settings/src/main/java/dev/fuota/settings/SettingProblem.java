package dev.fuota.settings;

/** A settings file that cannot be used. The message is one line: place, mistake, what to do. */
public final class SettingProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingProblem(String place, String sentence) {
    super(place + ": " + sentence);
  }
}
