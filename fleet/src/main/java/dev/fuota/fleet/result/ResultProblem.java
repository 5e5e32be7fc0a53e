package dev.fuota.fleet.result;

/** A file is no result, or results do not belong together. */
public final class ResultProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;

  /**
   * A problem.
   *
   * @param code a stable name, e.g. {@code RESULT_BAD}
   * @param sentence for people; it names the place
   */
  public ResultProblem(String code, String sentence) {
    super(sentence);
    this.code = code;
  }

  /** A stable name for machines. */
  public String code() {
    return code;
  }
}
