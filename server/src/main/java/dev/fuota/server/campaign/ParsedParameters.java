package dev.fuota.server.campaign;

import java.util.List;

/**
 * What became of the texts of parameters.
 *
 * @param parameters with the defaults where nothing was given, or nothing that can be read
 * @param problems none if the parameters are usable
 */
public record ParsedParameters(CampaignParameters parameters, List<Problem> problems) {
  public ParsedParameters {
    problems = List.copyOf(problems);
  }
}
