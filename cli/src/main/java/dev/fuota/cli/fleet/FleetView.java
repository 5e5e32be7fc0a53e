package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Style;
import dev.fuota.cli.console.TextTable;
import dev.fuota.fleet.msu.report.FleetSummary;
import dev.fuota.report.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The end of {@code fuota fleet run}, for people. */
final class FleetView {
  private FleetView() {}

  static List<String> lines(FleetSummary summary, Style style) {
    List<String> lines = new ArrayList<>(series(summary).lines());
    lines.add("");
    TextTable outcomes = new TextTable("lr").row("end", "clients");
    summary.outcomes().forEach((end, count) -> outcomes.row(end, count.toString()));
    lines.addAll(outcomes.lines());
    lines.add("");
    lines.add(wire(summary));
    for (FleetSummary.Check check : summary.checks()) {
      String mark = check.ok() ? style.good("met") : style.bad("not met");
      lines.add(mark + "  " + check.name() + ": " + check.figures());
    }
    return lines;
  }

  private static TextTable series(FleetSummary summary) {
    TextTable table =
        new TextTable("lrrrrrrrr")
            .row(
                "hardware",
                "loss",
                "clients",
                "updated",
                "complaints",
                "reports",
                "first",
                "median",
                "last");
    for (FleetSummary.Series line : summary.series()) {
      table.row(
          line.hardware(),
          Say.percent(line.loss()),
          Integer.toString(line.clients()),
          Long.toString(line.updated()),
          Long.toString(line.complaints()),
          Long.toString(line.reports()),
          time(line, line.earliest()),
          time(line, line.median()),
          time(line, line.latest()));
    }
    return table;
  }

  private static String time(FleetSummary.Series line, double seconds) {
    return line.latest() == 0 ? "-" : Say.duration(seconds);
  }

  private static String wire(FleetSummary summary) {
    FleetSummary.Wire wire = summary.wire();
    long octets = summary.files().stream().mapToLong(FleetSummary.FileLine::octets).sum();
    return String.format(
        Locale.ROOT,
        "%s sent, %.2f octets for one of file; %.2f complaints a chunk; %s of %s time",
        Say.octets(wire.octetsSent()),
        (double) wire.octetsSent() / Math.max(1, octets),
        wire.complaintsPerChunk(),
        Say.duration(summary.seconds()),
        summary.clock());
  }
}
