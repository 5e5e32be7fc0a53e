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

      Every rule that LoRaWAN, its application-layer packages (TS003 to TS007), their use for firmware
      updates (TR002), campaigns as ThingPark describes them, and the Mass Software Upgrade protocol (MSU) put to a device, a gateway or a server, in our own
      words; where the code follows it; and which test fails if it no longer does. Generated from `rules.tsv` and the ids in the sources; a test compares this file with
      them ([how to regenerate it](../CONTRIBUTING.md)). Beside these tests the known answers run:
      `fuota conformance FILE...`.

      Sections are those of our digest of the specifications: 1 rules common to all packages, 2 clock
      synchronisation, 3 fragmentation, 4 the erasure code, 5 multicast setup, 6 firmware management,
      7 multi-package access, 8 state machines, 9 what ChirpStack sends, 11 what users ask for,
      12 decisions where sources differ. Those of the MAC and of gateways (MAC, GW) follow another digest:
      2 frames, 3 cryptography, 4 activation, 5 frame counters, 6 receive windows, 7 sending and repeating,
      8 MAC commands, 9 ADR, 10 class B, 11 class C, 12 multicast, 13 time on air, 14 regions,
      15 what servers expect, 16 gateway protocols, 17 the limits of a gateway, 19 what survives a reset; the
      specifications are LoRaWAN 1.0.3, 1.0.4 and 1.1 with RP002. Sections of MSU rules are those of its specification (A to C are
      its appendices); "digest" marks rules that we added to it
      ([decision 0021](decisions/0021-where-msu-is-silent.md)).

      """;

  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("PKG", "All packages"),
          Map.entry("TS003", "TS003 Clock synchronisation"),
          Map.entry("TS004", "TS004 Fragmented data block transport"),
          Map.entry("FEC", "TS004 The erasure code"),
          Map.entry("TS005", "TS005 Remote multicast setup"),
          Map.entry("TS006", "TS006 Firmware management"),
          Map.entry("TS007", "TS007 Multi-package access"),
          Map.entry("TR", "The update as a whole"),
          Map.entry("TP", "Campaigns of ThingPark"),
          Map.entry("NVM", "What survives"),
          Map.entry("MSU", "Mass Software Upgrade"),
          Map.entry("MAC", "The LoRaWAN MAC, device and network"),
          Map.entry("GW", "Gateways"));

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
