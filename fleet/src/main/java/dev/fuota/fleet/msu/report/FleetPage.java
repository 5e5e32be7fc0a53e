package dev.fuota.fleet.msu.report;

import dev.fuota.report.Body;
import dev.fuota.report.Body.Tile;
import dev.fuota.report.HtmlTable;
import dev.fuota.report.Markup;
import dev.fuota.report.Page;
import dev.fuota.report.Say;
import java.util.List;
import java.util.Locale;

/** A run as one HTML page without scripts. */
public final class FleetPage {
  private static final int CLIENTS_MAX = 200;

  private final FleetSummary summary;
  private final Body body = new Body();

  private FleetPage(FleetSummary summary) {
    this.summary = summary;
  }

  /** The page. */
  public static String of(FleetSummary summary) {
    return new FleetPage(summary).page();
  }

  private String page() {
    String verdict = summary.ok() ? "passed" : "failed";
    body.head(verdict, summary.ok(), summary.name(), summary.summary() + ".").tiles(tiles());
    body.section("Expectations", "What the scenario wants, and what came.");
    HtmlTable checks = new HtmlTable("expectation|came|verdict");
    for (FleetSummary.Check check : summary.checks()) {
      String mark = check.ok() ? "as-expected\">met" : "unexpected\">not met";
      checks.row().cell(check.name()).cell(check.figures()).markup("<em class=\"" + mark + "</em>");
    }
    body.raw(checks.toString());
    body.section("Clients", "Complaints and reports are those that reached the server.");
    series();
    HtmlTable outcomes = new HtmlTable("end|r:clients");
    summary.outcomes().forEach((end, count) -> outcomes.row().cell(end).number(count));
    body.raw(outcomes.toString());
    body.figure("Clients that reported every file, over time", FleetPlots.done(summary));
    for (FleetSummary.FileLine file : summary.files()) {
      boolean several = file.complaints().size() > 1;
      if (several && file.complaints().stream().anyMatch(count -> count > 0)) {
        body.figure(
            "Complaints after each chunk of " + file.name(),
            FleetPlots.complaints(file.complaints()));
      }
    }
    exceptions();
    String when =
        summary.clock().equals("virtual")
            ? "The same scenario and seed give the same page, octet for octet."
            : "Sockets of this machine, in real time: another run has other figures.";
    Markup foot =
        new Markup()
            .add("<footer><p>%s The same figures for machines: result.json.</p></footer>\n", when);
    return Page.of(summary.name() + ": " + verdict, "", body.raw(foot.toString()).toString());
  }

  private List<Tile> tiles() {
    FleetSummary.Wire wire = summary.wire();
    long octets = summary.files().stream().mapToLong(FleetSummary.FileLine::octets).sum();
    return List.of(
        new Tile(Say.number(summary.clients().size()), "clients"),
        new Tile(Say.octets(octets), "in " + Say.count(summary.files().size(), "file")),
        new Tile(Say.duration(summary.seconds()), "of " + summary.clock() + " time"),
        new Tile(
            decimal((double) wire.octetsSent() / Math.max(1, octets)),
            "octets sent for one of file"),
        new Tile(decimal(wire.complaintsPerChunk()), "complaints a chunk"),
        new Tile(Say.number(wire.reports()), "reports"));
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private void series() {
    HtmlTable table =
        new HtmlTable(
            "hardware|r:loss|r:clients|r:updated|r:complaints|r:reports|r:first|r:median|r:last");
    for (FleetSummary.Series line : summary.series()) {
      table.row().cell(line.hardware()).number(Say.percent(line.loss()));
      table.number(line.clients()).number(line.updated());
      table.number(line.complaints()).number(line.reports());
      table.number(time(line.earliest())).number(time(line.median())).number(time(line.latest()));
    }
    body.raw(table.toString());
  }

  /** A series of which nobody reported has no times. */
  private static String time(double seconds) {
    return seconds == 0 ? "-" : Say.duration(seconds);
  }

  private void exceptions() {
    HtmlTable table = new HtmlTable("client|hardware|end");
    long count = 0;
    for (FleetSummary.Client client : summary.clients()) {
      if (!client.hasAll() && count++ < CLIENTS_MAX) {
        table.row().cell(client.address()).cell(client.hardware()).cell(client.outcome());
      }
    }
    if (count > 0) {
      body.section("Clients without every file", Say.count(count, "client") + ".");
      body.raw(table.toString());
    }
  }
}
