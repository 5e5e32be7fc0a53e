package dev.fuota.cli.console;

import java.util.List;

/** Input that cannot be used. The message is one line: what, where, and what to do next. */
public final class InputProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient List<String> details;

  /**
   * Input that cannot be used.
   *
   * @param code stable, for machines, as {@code FIRMWARE_EMPTY}
   */
  public InputProblem(String code, String message) {
    this(code, message, List.of());
  }

  /**
   * The same, with a line for each part of it.
   *
   * @param details what is wrong with each, one line each
   */
  public InputProblem(String code, String message, List<String> details) {
    super(message);
    this.code = code;
    this.details = List.copyOf(details);
  }

  public String code() {
    return code;
  }

  public List<String> details() {
    return details;
  }
}
