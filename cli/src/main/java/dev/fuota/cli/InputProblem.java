package dev.fuota.cli;

import java.util.List;

/** Input that cannot be used. The message is one line: what, where, and what to do next. */
final class InputProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient List<String> details;

  /**
   * Input that cannot be used.
   *
   * @param code stable, for machines, as {@code FIRMWARE_EMPTY}
   */
  InputProblem(String code, String message) {
    this(code, message, List.of());
  }

  /**
   * The same, with a line for each part of it.
   *
   * @param details what is wrong with each, one line each
   */
  InputProblem(String code, String message, List<String> details) {
    super(message);
    this.code = code;
    this.details = List.copyOf(details);
  }

  String code() {
    return code;
  }

  List<String> details() {
    return details;
  }
}
