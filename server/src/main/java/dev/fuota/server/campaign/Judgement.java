package dev.fuota.server.campaign;

/** What an answer means for its device. */
sealed interface Judgement {
  /** The request did what it should. */
  record Accepted() implements Judgement {}

  /** The device said no, and would again. */
  record Refused(String reason) implements Judgement {}

  /** Not done, but it may be next time. */
  record NotYet(String reason) implements Judgement {}

  /** The answer is about another group or session. */
  record OtherSession() implements Judgement {}

  Judgement ACCEPTED = new Accepted();
  Judgement OTHER_SESSION = new OtherSession();

  static Judgement refused(String reason) {
    return new Refused(reason);
  }

  static Judgement notYet(String reason) {
    return new NotYet(reason);
  }
}
