package dev.fuota.server.campaign;

import dev.fuota.protocol.explain.Nearest;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the texts of parameters, and says what is wrong with them. */
final class ParameterReader {
  private static final int SHOWN = 40;

  private ParameterReader() {}

  static ParsedParameters read(Map<String, String> values, Region region) {
    List<Problem> problems = new ArrayList<>();
    CampaignParametersBuilder builder = CampaignParameters.builder().region(region);
    for (CampaignParameter parameter : CampaignParameter.ALL) {
      String text = values.get(parameter.name());
      if (text != null) {
        parameter.read(builder, text.strip()).ifPresent(problems::add);
      }
    }
    for (String name : new TreeMap<>(values).keySet()) {
      if (CampaignParameter.of(name).isEmpty()) {
        problems.add(unknown(name));
      }
    }
    contradictions(values, problems);
    CampaignParameters parameters = builder.build();
    problems.addAll(parameters.problems());
    return new ParsedParameters(parameters, problems);
  }

  private static Problem unknown(String name) {
    List<String> names = CampaignParameter.ALL.stream().map(CampaignParameter::name).toList();
    String shown = shortened(name);
    return new Problem(shown, "is no parameter: " + Nearest.suggestion(shown, names), "");
  }

  private static void contradictions(Map<String, String> values, List<Problem> problems) {
    if (values.containsKey("mcast_periodicity") && "C".equals(values.get("mcast_class"))) {
      problems.add(
          new Problem("mcast_periodicity", "is given, but a group in class C has none", ""));
    }
    if ("true".equals(values.get("summary_reports_disabled"))
        && values.containsKey("summary_report_timeout")) {
      problems.add(new Problem("summary_report_timeout", "is given, but reports are disabled", ""));
    }
  }

  /** A text from outside, as much of it as a person wants to see. */
  static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
