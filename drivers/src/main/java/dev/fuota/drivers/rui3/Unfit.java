package dev.fuota.drivers.rui3;

/**
 * Why a firmware cannot be used.
 *
 * @param reason a sentence without its full stop
 * @param advice what to do, in the imperative, without full stop
 */
public record Unfit(String reason, String advice) {
  /** Both in one sentence. */
  String sentence() {
    return reason + ": " + advice + ".";
  }
}
