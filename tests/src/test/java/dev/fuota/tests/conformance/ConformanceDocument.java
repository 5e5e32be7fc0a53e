package dev.fuota.tests.conformance;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders {@code docs/conformance.md}. */
final class ConformanceDocument {
  private static final String HEAD =
      """
      # Conformance to the specifications

      Every rule that the LoRaWAN application-layer packages (TS003 to TS007), their use for firmware
      updates, and the Mass Software Upgrade protocol (MSU) put to a device or to its server, in our own
      words; where the code follows it; and which test fails if it no longer does. Generated from `rules.tsv` and the ids in the sources; a test compares this file with
      them ([how to regenerate it](../CONTRIBUTING.md)). Beside these tests the known answers run:
      `fuota conformance FILE...`.

      Sections are those of our digest of the specifications: 1 rules common to all packages, 2 clock
      synchronisation, 3 fragmentation, 4 the erasure code, 5 multicast setup, 6 firmware management,
      7 multi-package access, 8 state machines, 9 what ChirpStack sends, 11 what users ask for,
      12 decisions where sources differ. Sections of MSU rules are those of its specification (A to C are
      its appendices); "digest" marks rules that we added to it
      ([decision 0021](decisions/0021-where-msu-is-silent.md)).

      """;

  private static final Map<String, String> TITLES =
      Map.of(
          "PKG", "All packages",
          "TS003", "TS003 Clock synchronisation",
          "TS004", "TS004 Fragmented data block transport",
          "FEC", "TS004 The erasure code",
          "TS005", "TS005 Remote multicast setup",
          "TS006", "TS006 Firmware management",
          "TS007", "TS007 Multi-package access",
          "TR", "The update as a whole",
          "NVM", "What survives",
          "MSU", "Mass Software Upgrade");

  private final List<Rule> rules;
  private final RuleSources sources;

  ConformanceDocument(List<Rule> rules, RuleSources sources) {
    this.rules = rules;
    this.sources = sources;
  }

  String text() {
    return HEAD
        + totals()
        + specifications().stream().map(this::chapter).collect(Collectors.joining("\n"));
  }

  private List<String> specifications() {
    return rules.stream().map(Rule::specification).distinct().toList();
  }

  private String totals() {
    StringBuilder table =
        new StringBuilder(
            "| package | rules | in the code | shown by tests | not here |\n|---|--:|--:|--:|--:|\n");
    for (String specification : specifications()) {
      table.append(total(TITLES.getOrDefault(specification, specification), of(specification)));
    }
    return table.append(total("all", rules)).append('\n').toString();
  }

  private String total(String name, List<Rule> rules) {
    return String.format(
        "| %s | %d | %d | %d | %d |\n",
        name,
        rules.size(),
        rules.stream().filter(rule -> !sources.code(rule.id()).isEmpty()).count(),
        rules.stream().filter(rule -> !sources.tests(rule.id()).isEmpty()).count(),
        rules.stream().filter(rule -> rule.notHere().isPresent()).count());
  }

  private List<Rule> of(String specification) {
    return rules.stream().filter(rule -> rule.specification().equals(specification)).toList();
  }

  private String chapter(String specification) {
    return "## "
        + TITLES.getOrDefault(specification, specification)
        + "\n\n| id | section | rule | code | tests |\n|---|---|---|---|---|\n"
        + of(specification).stream().map(this::row).collect(Collectors.joining());
  }

  private String row(Rule rule) {
    String code =
        rule.notHere()
            .map(reason -> "not here: " + reason)
            .orElseGet(() -> links(sources.code(rule.id())));
    return String.format(
        "| %s | %s | %s | %s | %s |\n",
        rule.id(),
        rule.section(),
        rule.text().replace("|", "\\|"),
        code,
        links(sources.tests(rule.id())));
  }

  private static String links(Collection<RuleSources.Place> places) {
    return places.stream()
        .map(place -> "[" + place.name() + "](../" + place.file() + ")")
        .collect(Collectors.joining(", "));
  }
}
