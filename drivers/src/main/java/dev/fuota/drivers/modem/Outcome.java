package dev.fuota.drivers.modem;

import java.time.Duration;

/**
 * How it went with something that a modem was asked to do.
 *
 * @param sentence what went wrong, and what to do about it; without keys
 * @param after when it can be tried again
 */
public record Outcome(Kind kind, String sentence, Duration after) {
  /** What came of it. */
  public enum Kind {
    OK,
    /** Not now. */
    BUSY,
    /** The network does not know the modem any more, or not yet. */
    NOT_JOINED,
    /** Not this time. */
    FAILED,
    /** Never, with this modem and these settings. */
    REFUSED,
    /** No answer: the modem is to be set up anew. */
    GONE
  }

  public static final Outcome OK = new Outcome(Kind.OK, "", Duration.ZERO);
  public static final Outcome NOT_JOINED = new Outcome(Kind.NOT_JOINED, "", Duration.ZERO);

  public static Outcome busy(Duration after) {
    return new Outcome(Kind.BUSY, "", after);
  }

  public static Outcome failed(String sentence) {
    return new Outcome(Kind.FAILED, sentence, Duration.ZERO);
  }

  public static Outcome refused(String sentence) {
    return new Outcome(Kind.REFUSED, sentence, Duration.ZERO);
  }

  public static Outcome gone(String sentence) {
    return new Outcome(Kind.GONE, sentence, Duration.ZERO);
  }

  public boolean isOk() {
    return kind == Kind.OK;
  }
}
