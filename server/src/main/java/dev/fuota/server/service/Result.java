package dev.fuota.server.service;

import dev.fuota.server.campaign.Problem;
import java.util.List;

/** What became of a request. What a user does wrong is a value, never an exception. */
public sealed interface Result<T> {

  /** It was done. */
  record Ok<T>(T value) implements Result<T> {}

  /**
   * It was refused; nothing has changed.
   *
   * @param code stable, such as {@code PARAMETER_INVALID}
   * @param sentence one line for a person
   * @param problems each parameter that is wrong, with what is allowed
   * @param devices each device that is refused, with the reason
   */
  record Refused<T>(
      String code, String sentence, List<Problem> problems, List<DeviceProblem> devices)
      implements Result<T> {
    public Refused {
      problems = List.copyOf(problems);
      devices = List.copyOf(devices);
    }

    /** The same refusal of something else. */
    public <U> Refused<U> as() {
      return new Refused<>(code, sentence, problems, devices);
    }
  }

  /** A refusal that one sentence tells. */
  static <T> Refused<T> refused(String code, String sentence) {
    return new Refused<>(code, sentence, List.of(), List.of());
  }
}
