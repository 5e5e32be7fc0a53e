package dev.fuota.server.campaign;

/** What follows a step that is over. */
sealed interface Next {
  /** The step behind it. */
  record Step() implements Next {}

  /** Another round of fragments. */
  record Round() implements Next {}

  /** Nothing. */
  record End(Verdict verdict) implements Next {}

  Next STEP = new Step();
  Next ROUND = new Round();
}
