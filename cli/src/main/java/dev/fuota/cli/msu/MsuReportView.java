package dev.fuota.cli.msu;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Style;
import dev.fuota.cli.console.TextTable;
import dev.fuota.report.Say;
import dev.fuota.server.msu.ClientReport;
import dev.fuota.server.msu.MsuReport;
import dev.fuota.server.msu.MsuTotals;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The end of {@code fuota msu send}: a table with a row for each device, or JSON. */
record MsuReportView(MsuReport report) {
  void show(Console console, boolean json, Style style) {
    if (json) {
      JsonText.print(console, json());
      return;
    }
    table().lines().forEach(console.out()::println);
    String summary = summary();
    console.out().println(isOk() ? style.good(summary) : style.bad(summary));
  }

  private boolean isOk() {
    return report.isSuccess() && report.passed() > 0;
  }

  private TextTable table() {
    TextTable table =
        new TextTable("lllrrrr")
            .row("device", "state", "files", "complaints", "reports", "missed", "seconds");
    for (ClientReport client : byAddress()) {
      table.row(
          client.deviceId().toString(),
          client.refusal().map(why -> "refused: " + why.meaning()).orElse(words(client.state())),
          outcomes(client),
          Long.toString(
              client.files().stream()
                  .mapToLong(file -> file.sequenceComplaints() + file.chunkComplaints())
                  .sum()),
          Long.toString(client.files().stream().mapToLong(ClientReport.FileReport::reports).sum()),
          String.format(
              Locale.ROOT,
              "%.2f %%",
              100
                  * client.files().stream()
                      .mapToDouble(ClientReport.FileReport::lossShare)
                      .max()
                      .orElse(0)),
          seconds(client));
    }
    return table;
  }

  private List<ClientReport> byAddress() {
    return report.clients().stream().sorted(Comparator.comparing(ClientReport::deviceId)).toList();
  }

  /** One that was never connected was offered no file. */
  private static String outcomes(ClientReport client) {
    return switch (client.state()) {
      case NOT_FOUND, FOUND, DUPLICATE, CONNECTING, REFUSED, UNREACHABLE, UNSUITABLE -> "-";
      case CONNECTED, LOST, DISCONNECTED ->
          client.files().stream().map(MsuReportView::outcome).collect(Collectors.joining(" "));
    };
  }

  private static String outcome(ClientReport.FileReport file) {
    String name = file.outcome().name();
    return name.equals("FAIL") ? "FAIL (" + file.code().meaning() + ")" : name;
  }

  private static String seconds(ClientReport client) {
    Optional<Duration> last =
        client.files().stream()
            .flatMap(file -> file.finishedAfter().stream())
            .reduce((first, second) -> second);
    return last.map(after -> String.format(Locale.ROOT, "%.1f", after.toMillis() / 1e3))
        .orElse("-");
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private String summary() {
    MsuTotals totals = report.totals();
    long size = report.files().stream().mapToLong(Long::longValue).sum();
    String end =
        String.format(
            Locale.ROOT,
            "%d of %d devices have everything; %s to the slowest, %.2f octets sent for one of file,"
                + " %s",
            report.passed(),
            report.clients().size(),
            Goodput.words(report.goodput()),
            (double) totals.octetsSent() / Math.max(1, size),
            totals.reports() > 0
                ? Say.count(totals.reports(), "report")
                : Say.count(totals.sequenceComplaints() + totals.chunkComplaints(), "complaint"));
    if (!report.aborted().isEmpty()) {
      return "aborted (" + report.aborted() + "); " + end;
    }
    return report.clients().isEmpty()
        ? "no device answered; `fuota msu discover` shows who is there"
        : end;
  }

  private ObjectNode json() {
    MsuTotals totals = report.totals();
    ObjectNode document =
        JsonText.object()
            .put("ok", isOk())
            .put("transaction", String.format("0x%08x", report.transactionId()))
            .put("passed", report.passed())
            .put("goodput", Math.round(report.goodput()));
    document
        .putObject("totals")
        .put("framesFirst", totals.framesFirst())
        .put("framesRepeated", totals.framesRepeated())
        .put("framesCoded", totals.framesCoded())
        .put("datagramsSent", totals.datagramsSent())
        .put("octetsSent", totals.octetsSent())
        .put("datagramsHeard", totals.datagramsHeard())
        .put("sequenceComplaints", totals.sequenceComplaints())
        .put("chunkComplaints", totals.chunkComplaints())
        .put("reports", totals.reports());
    ObjectNode phases = document.putObject("phasesMs");
    report.phases().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(phase -> phases.put(words(phase.getKey()), phase.getValue().toMillis()));
    ArrayNode clients = document.putArray("devices");
    byAddress().forEach(client -> client(clients.addObject(), client));
    if (!isOk()) {
      JsonText.putError(document, "NOT_EVERY_DEVICE", summary());
    }
    return document;
  }

  private static void client(ObjectNode node, ClientReport client) {
    node.put("device", client.deviceId().toString()).put("state", words(client.state()));
    client
        .refusal()
        .ifPresent(why -> node.put("refusal", why.meaning()).put("refusalCode", why.number()));
    ArrayNode files = node.putArray("files");
    for (ClientReport.FileReport file : client.files()) {
      files
          .addObject()
          .put("outcome", file.outcome().name())
          .put("code", file.code().number())
          .put("complaints", file.sequenceComplaints() + file.chunkComplaints())
          .put("reports", file.reports())
          .put("missed", file.missed())
          .put("rounds", file.ccmRounds());
    }
  }
}
