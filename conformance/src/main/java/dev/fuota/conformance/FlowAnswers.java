package dev.fuota.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * All messages of one device in a deployment by ChirpStack, {@code lorawan-pkg-chirpstack-flow}:
 * the real device gets the server's, and its own are compared.
 */
final class FlowAnswers implements KnownAnswers {
  private static final String FLOWS = "flows";

  @Override
  public String schema() {
    return "lorawan-pkg-chirpstack-flow";
  }

  @Override
  public boolean recognises(Entry document) {
    return document.elementsOf(FLOWS).stream().anyMatch(entry -> entry.has("multicastClass"));
  }

  @Override
  public Set<String> arrays() {
    return Set.of(FLOWS);
  }

  @Override
  public List<GroupReport> run(Entry document, Path directory) {
    Group group = new Group(FLOWS);
    for (Entry flow : document.get(FLOWS).elements()) {
      group.run(flow.text("name"), check -> new FlowRun(flow, check).run());
    }
    return List.of(group.report());
  }
}
