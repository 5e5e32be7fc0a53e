package dev.fuota.boot.torture.report;

import dev.fuota.boot.torture.Failure;
import dev.fuota.boot.torture.Figures;
import dev.fuota.boot.torture.ScenarioResult;
import dev.fuota.boot.torture.TortureResult;
import dev.fuota.report.JunitXml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** A torture in JUnit's XML: one case for each scenario and kind of cut. */
public final class TortureXml {
  private final BiFunction<TortureResult, Failure, String> replay;

  private TortureXml(BiFunction<TortureResult, Failure, String> replay) {
    this.replay = replay;
  }

  /** How many cuts the key of a failure may have to be of this kind. */
  private record Kind(String name, long runs, int cutsFrom, int cutsTo) {}

  /**
   * The document.
   *
   * @param replay the command line that replays a failure
   */
  public static String of(
      List<TortureResult> results, BiFunction<TortureResult, Failure, String> replay) {
    TortureXml xml = new TortureXml(replay);
    return JunitXml.of("fuota boot torture", results.stream().map(xml::suite).toList());
  }

  private JunitXml.Suite suite(TortureResult result) {
    List<JunitXml.Case> cases = new ArrayList<>();
    for (ScenarioResult scenario : result.scenarios()) {
      Figures figures = scenario.figures();
      for (Kind kind :
          List.of(
              new Kind("undisturbed", 1, 0, 0),
              new Kind("single cuts", figures.clean() + figures.torn(), 1, 1),
              new Kind("pairs of cuts", figures.pairs(), 2, 2),
              new Kind("random chains", figures.random(), 3, Integer.MAX_VALUE))) {
        if (kind.runs() > 0) {
          cases.add(test(result, scenario, kind));
        }
      }
    }
    return new JunitXml.Suite(
        result.bootloader() + " on " + result.layout().part().name() + ", " + result.image(),
        cases);
  }

  private JunitXml.Case test(TortureResult result, ScenarioResult scenario, Kind kind) {
    List<Failure> failures =
        scenario.failures().stream().filter(failure -> is(kind, failure)).toList();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("runs", String.valueOf(kind.runs()));
    properties.put("operations", String.valueOf(scenario.operations().size()));
    properties.put("maxBoots", String.valueOf(scenario.figures().maxBoots()));
    properties.put("maxErases", String.valueOf(scenario.figures().maxErases()));
    return new JunitXml.Case(
        "torture." + result.bootloader(),
        scenario.scenario().label() + ", " + kind.name(),
        0,
        properties,
        failure(result, failures));
  }

  private static boolean is(Kind kind, Failure failure) {
    int cuts = failure.key().cuts().size();
    return cuts >= kind.cutsFrom() && cuts <= kind.cutsTo();
  }

  private Optional<JunitXml.Failure> failure(TortureResult result, List<Failure> failures) {
    return failures.stream()
        .findFirst()
        .map(
            first ->
                new JunitXml.Failure(
                    first.toString(),
                    first.violation().name(),
                    failures.stream()
                        .map(failure -> replay.apply(result, failure))
                        .collect(Collectors.joining("\n"))));
  }
}
