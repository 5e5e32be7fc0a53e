package dev.fuota.server.campaign;

/**
 * How a campaign ended.
 *
 * @param sentence one clear sentence for a person
 */
public record Verdict(Outcome outcome, String sentence) {

  /** The four ways to end. */
  public enum Outcome {
    /** Every target succeeded. */
    DONE,
    /** As many as {@code success_threshold} asks for succeeded, others failed. */
    DONE_WITH_FAILURES,
    /** Fewer than that. */
    FAILED,
    /** Somebody ended it. */
    ABORTED
  }

  /** Whether as many devices as asked for succeeded. */
  public boolean done() {
    return outcome == Outcome.DONE || outcome == Outcome.DONE_WITH_FAILURES;
  }
}
