package dev.fuota.cli;

/** Input that cannot be used. The message is one line: what, where, and what to do next. */
final class InputProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * Input that cannot be used.
   *
   * @param code stable, for machines, as {@code FIRMWARE_EMPTY}
   */
  InputProblem(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}
