package dev.fuota.monitor.web;

import dev.fuota.server.campaign.Problem;
import dev.fuota.server.service.DeviceProblem;
import java.util.List;

/**
 * Why a request was not done.
 *
 * @param code stable, such as {@code NOT_FOUND}
 * @param sentence one line for a person
 * @param problems each value that is wrong, with what is allowed
 * @param devices each device that is refused, with the reason
 */
public record ErrorView(
    String code, String sentence, List<Problem> problems, List<DeviceProblem> devices) {

  /** An error that one sentence tells. */
  public static ErrorView of(String code, String sentence) {
    return new ErrorView(code, sentence, List.of(), List.of());
  }
}
