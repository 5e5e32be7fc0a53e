package dev.fuota.cli.plan;

import dev.fuota.cli.console.TextTable;
import dev.fuota.server.planner.PlanPoint;
import dev.fuota.server.planner.Trials;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A plan for a terminal. */
public final class PlanLines {
  private static final int WIDTH = 30;

  private final PlanSheet sheet;

  private PlanLines(PlanSheet sheet) {
    this.sheet = sheet;
  }

  /** All lines. */
  public static List<String> of(PlanSheet sheet) {
    return new PlanLines(sheet).lines();
  }

  private List<String> lines() {
    PlanPoint chosen = sheet.plan().chosen();
    List<String> lines = new ArrayList<>();
    lines.add(sheet.title());
    lines.add(
        String.format(
            Locale.ROOT,
            "redundancy %s: %d fragments and %d coded ones; a device succeeds with %s, all with %s",
            PlanSheet.percent(chosen.redundancy()),
            chosen.nbFrag(),
            chosen.coded(),
            PlanSheet.percent(chosen.success()),
            PlanSheet.percent(chosen.allSucceed())));
    lines.add(
        String.format(
            Locale.ROOT,
            "on air %s, %s in all, %s for a device (%s)",
            PlanSheet.clock(chosen.airTime()),
            PlanSheet.clock(chosen.duration()),
            PlanSheet.joules(chosen),
            sheet.radio()));
    sheet.warnings().forEach(it -> lines.add("Note: " + it));
    lines.add("");
    lines.addAll(curve());
    sheet.trials().map(PlanLines::legend).ifPresent(lines::add);
    lines.add("");
    lines.addAll(fragSizes());
    lines.add("");
    lines.add(PlanSheet.SCOPE);
    return lines;
  }

  private static String legend(Trials trials) {
    return "# computed from the ranks of the code; o simulated: "
        + trials.devices()
        + " devices drawn, with the decoder of real ones; in brackets 95 % confidence";
  }

  private List<String> curve() {
    TextTable table = new TextTable("rlrrrrrr");
    String tried = sheet.trials().isPresent() ? "simulated" : "";
    table.row(
        "redundancy", "a device succeeds", "computed", tried, "all", "on air", "in all", "energy");
    for (PlanPoint point : sheet.plan().curve()) {
      Optional<Trials.Estimate> estimate = sheet.tried(point);
      table.row(
          PlanSheet.percent(point.redundancy()),
          bar(point.success(), estimate),
          PlanSheet.percent(point.success()),
          estimate.map(PlanSheet::percent).orElse(""),
          PlanSheet.percent(point.allSucceed()),
          PlanSheet.clock(point.airTime()),
          PlanSheet.clock(point.duration()),
          PlanSheet.joules(point));
    }
    return table.lines();
  }

  /** A bar up to what is computed; a ring at its end where the trials see the same. */
  private static String bar(double success, Optional<Trials.Estimate> tried) {
    StringBuilder bar = new StringBuilder("#".repeat(cell(success)));
    tried.ifPresent(
        estimate -> {
          int ring = Math.max(0, cell(estimate.share()) - 1);
          bar.append(" ".repeat(Math.max(0, ring + 1 - bar.length()))).setCharAt(ring, 'o');
        });
    return bar.toString();
  }

  private static int cell(double share) {
    return (int) Math.round(share * WIDTH);
  }

  private List<String> fragSizes() {
    TextTable table = new TextTable("rlrrrrr");
    table.row("fragment", "a device succeeds", "computed", "all", "on air", "in all", "energy");
    for (PlanPoint point : sheet.plan().fragSizes()) {
      table.row(
          String.valueOf(point.fragSize()),
          bar(point.success(), Optional.empty()),
          PlanSheet.percent(point.success()),
          PlanSheet.percent(point.allSucceed()),
          PlanSheet.clock(point.airTime()),
          PlanSheet.clock(point.duration()),
          PlanSheet.joules(point));
    }
    return table.lines();
  }
}
