package dev.fuota.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What a device answers, {@code lorawan-pkg-exchanges}: played against the real one. */
final class ExchangeAnswers implements KnownAnswers {
  private static final String EXCHANGES = "exchanges";

  @Override
  public String schema() {
    return "lorawan-pkg-exchanges";
  }

  @Override
  public boolean recognises(Entry document) {
    return document.elementsOf(EXCHANGES).stream().anyMatch(entry -> entry.has("steps"));
  }

  @Override
  public Set<String> arrays() {
    return Set.of(EXCHANGES);
  }

  @Override
  public List<GroupReport> run(Entry document, Path directory) {
    Group group = new Group(EXCHANGES);
    for (Entry exchange : document.get(EXCHANGES).elements()) {
      group.run(exchange.text("name"), check -> new ExchangeRun(exchange, check).run());
    }
    return List.of(group.report());
  }
}
