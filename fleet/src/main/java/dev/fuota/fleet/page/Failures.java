package dev.fuota.fleet.page;

import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.Stage;
import dev.fuota.report.HtmlTable;
import dev.fuota.report.Markup;
import dev.fuota.report.Say;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The devices that are not updated: how many of each kind, and the first of each. */
final class Failures {
  /** Lines of one kind on a page; there are seven kinds. */
  static final int LINES_MAX = 150;

  private static final int REASONS_MAX = 30;

  private final Map<Fate, List<DeviceLine>> first = new EnumMap<>(Fate.class);
  private final Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
  private final Map<Fate, Map<String, Integer>> reasons = new EnumMap<>(Fate.class);
  private final int linesMax;

  Failures(Census census, int linesMax) {
    this.linesMax = linesMax;
    census.result().devices().filter(census::isFailed).forEach(this::add);
  }

  private void add(DeviceLine device) {
    counts.merge(device.fate(), 1, Integer::sum);
    reasons
        .computeIfAbsent(device.fate(), fate -> new TreeMap<>())
        .merge(device.reason(), 1, Integer::sum);
    List<DeviceLine> lines = first.computeIfAbsent(device.fate(), fate -> new ArrayList<>());
    if (lines.size() < linesMax) {
      lines.add(device);
    }
  }

  int count() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The first ones of each kind. */
  List<DeviceLine> lines() {
    return first.values().stream().flatMap(List::stream).toList();
  }

  /** How many were not among the lines. */
  int more() {
    return count() - lines().size();
  }

  /** The section of a page. */
  String html(Rerun rerun, List<String> groups) {
    Markup out = new Markup();
    out.raw(overview());
    first.forEach((fate, lines) -> out.raw(details(fate, lines, rerun, groups)));
    return out.toString();
  }

  /** Which reasons, the most frequent first. */
  private String overview() {
    HtmlTable table = new HtmlTable("end|reason|r:devices");
    int left = REASONS_MAX;
    for (Map.Entry<Fate, Map<String, Integer>> kind : reasons.entrySet()) {
      List<Map.Entry<String, Integer>> sorted =
          kind.getValue().entrySet().stream()
              .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
              .toList();
      for (Map.Entry<String, Integer> reason : sorted.subList(0, Math.min(left, sorted.size()))) {
        table.row().cell(kind.getKey().label()).cell(reason.getKey());
        table.number(Say.number(reason.getValue()));
        left--;
      }
    }
    int all = reasons.values().stream().mapToInt(Map::size).sum();
    String rest =
        all > REASONS_MAX
            ? new Markup()
                .add("<p class=\"note\">%s more reasons are not listed.</p>", all - REASONS_MAX)
                .toString()
            : "";
    return table + rest;
  }

  private String details(Fate fate, List<DeviceLine> lines, Rerun rerun, List<String> groups) {
    int count = counts.getOrDefault(fate, 0);
    Markup out = new Markup();
    out.add("<details><summary>%s: %s", fate.label(), Say.count(count, "device"));
    out.raw(lines.size() < count ? ", the first " + lines.size() + " of them" : "");
    out.raw("</summary>");
    HtmlTable table = new HtmlTable("r:device|id|group|came to|reason|replay");
    for (DeviceLine device : lines) {
      table.row().number(device.number()).code(device.id()).cell(group(groups, device));
      table.cell(last(device).map(Stage::label).orElse("nowhere")).cell(device.reason());
      table.code(rerun.replay(device.number()));
    }
    return out.raw(table.toString()).raw("</details>\n").toString();
  }

  static String group(List<String> groups, DeviceLine device) {
    boolean known = device.group() >= 0 && device.group() < groups.size();
    return known ? groups.get(device.group()) : String.valueOf(device.group());
  }

  /** The farthest stage that a device came to. */
  static Optional<Stage> last(DeviceLine device) {
    return Stage.ALL.stream().filter(device.reached()::has).reduce((earlier, later) -> later);
  }
}
