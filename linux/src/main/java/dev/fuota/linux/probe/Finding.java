package dev.fuota.linux.probe;

/**
 * One thing that was looked at.
 *
 * @param topic a word or two
 * @param state whether it is as it should be
 * @param text what was found, one line
 * @param whatToType a command or an action; empty if nothing is to be done
 */
public record Finding(String topic, State state, String text, String whatToType) {

  /** Whether it is as it should be. */
  public enum State {
    OK,
    /** It works without, or may; but see to it. */
    WARNING,
    MISSING
  }

  static Finding ok(String topic, String text) {
    return new Finding(topic, State.OK, text, "");
  }

  static Finding warning(String topic, String text, String whatToType) {
    return new Finding(topic, State.WARNING, text, whatToType);
  }

  static Finding missing(String topic, String text, String whatToType) {
    return new Finding(topic, State.MISSING, text, whatToType);
  }
}
