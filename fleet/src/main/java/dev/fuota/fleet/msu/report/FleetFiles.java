package dev.fuota.fleet.msu.report;

import dev.fuota.report.JunitXml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A summary for machines. */
public final class FleetFiles {
  private static final int CLIENTS_MAX = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private FleetFiles() {}

  /** The JSON document as a tree: the components of {@link FleetSummary}, in their order. */
  public static ObjectNode tree(FleetSummary summary) {
    return MAPPER.valueToTree(summary);
  }

  /** The JSON document as text. */
  public static String json(FleetSummary summary) {
    return MAPPER.writeValueAsString(tree(summary)) + "\n";
  }

  /** A case for each expectation, and for each client that failed, the first of them. */
  public static String junit(FleetSummary summary) {
    List<JunitXml.Case> expected = new ArrayList<>();
    for (FleetSummary.Check check : summary.checks()) {
      expected.add(
          new JunitXml.Case(
              "fleet",
              check.name(),
              check.name().equals("in time") ? summary.seconds() : 0,
              Map.of(),
              check.ok() ? Optional.empty() : failure(check.figures(), "EXPECTATION")));
    }
    List<JunitXml.Case> failed =
        summary.clients().stream()
            .filter(client -> isFailed(summary, client))
            .limit(CLIENTS_MAX)
            .map(
                client ->
                    new JunitXml.Case(
                        "client",
                        client.address(),
                        0,
                        Map.of(),
                        failure(client.outcome(), "CLIENT")))
            .toList();
    return JunitXml.of(
        summary.name(),
        List.of(
            new JunitXml.Suite("expectations", expected), new JunitXml.Suite("clients", failed)));
  }

  /** Clients of other hardware are right to refuse. */
  private static boolean isFailed(FleetSummary summary, FleetSummary.Client client) {
    return !summary.ok() && client.hasAll() != client.wants();
  }

  private static Optional<JunitXml.Failure> failure(String message, String type) {
    return Optional.of(new JunitXml.Failure(message, type, message));
  }
}
