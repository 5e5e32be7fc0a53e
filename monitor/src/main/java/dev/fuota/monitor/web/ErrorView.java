package dev.fuota.monitor.web;

/**
 * Why a request was not done.
 *
 * @param code stable, such as {@code NOT_FOUND}
 * @param sentence one line for a person
 */
public record ErrorView(String code, String sentence) {

  /** An error that one sentence tells. */
  public static ErrorView of(String code, String sentence) {
    return new ErrorView(code, sentence);
  }
}
