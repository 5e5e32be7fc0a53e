package dev.fuota.agent.chart;

import dev.fuota.agent.chart.Chart.Transition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** A chart as Markdown: a Mermaid diagram of what changes the state, and a table of everything. */
final class Drawing {
  private static final String NOTHING = "·";

  private final Chart<?, ?> chart;
  private final List<Transition> transitions;

  Drawing(Chart<?, ?> chart) {
    this.chart = chart;
    this.transitions = chart.drive();
  }

  String markdown() {
    return "## " + chart.title() + "\n\n" + diagram() + "\n" + table();
  }

  private String diagram() {
    StringBuilder text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
    List<String> states = chart.stateNames();
    for (String state : states) {
      text.append("  state \"").append(state).append("\" as ").append(id(state)).append('\n');
    }
    text.append("  [*] --> ").append(id(states.get(0))).append('\n');
    arrows().forEach((arrow, events) -> text.append("  " + arrow + ": " + events + "\n"));
    return text.append("```\n").toString();
  }

  /** One arrow between two states, with all the events that lead along it. */
  private Map<String, String> arrows() {
    return transitions.stream()
        .filter(transition -> !transition.next().equals(transition.state()))
        .collect(
            Collectors.groupingBy(
                transition -> id(transition.state()) + " --> " + id(transition.next()),
                LinkedHashMap::new,
                Collectors.mapping(Transition::event, Collectors.joining("<br/>"))));
  }

  private String id(String state) {
    return "s" + chart.stateNames().indexOf(state);
  }

  private String table() {
    StringBuilder text = new StringBuilder(row("event", chart.stateNames()));
    text.append(row("---", chart.stateNames().stream().map(state -> "---").toList()));
    for (String event : chart.eventNames()) {
      text.append(
          row(event, chart.stateNames().stream().map(state -> cell(state, event)).toList()));
    }
    return text.toString();
  }

  private static String row(String first, List<String> others) {
    return "| " + first + " | " + String.join(" | ", others) + " |\n";
  }

  private String cell(String state, String event) {
    Transition happened =
        transitions.stream()
            .filter(each -> each.state().equals(state) && each.event().equals(event))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no pair of " + state + " and " + event));
    StringJoiner words = new StringJoiner("<br/>").setEmptyValue(NOTHING);
    if (!happened.next().equals(state)) {
      words.add("→ **" + happened.next() + "**");
    }
    happened.answers().forEach(answer -> words.add("`" + answer + "`"));
    return words.toString();
  }
}
