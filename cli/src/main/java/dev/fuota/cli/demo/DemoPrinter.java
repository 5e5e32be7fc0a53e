package dev.fuota.cli.demo;

import dev.fuota.cli.console.Style;
import dev.fuota.cli.console.TextTable;
import dev.fuota.fleet.demo.CampaignResult;
import dev.fuota.fleet.demo.DemoResult;
import dev.fuota.fleet.demo.DeviceResult;
import dev.fuota.fleet.demo.Role;
import dev.fuota.fleet.demo.StageResult;
import dev.fuota.report.Say;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** What {@code fuota demo} prints at its end, for people. */
final class DemoPrinter {
  private static final int FAILED_MAX = 10;

  private final PrintStream out;
  private final Style style;
  private final DemoResult result;

  DemoPrinter(PrintStream out, Style style, DemoResult result) {
    this.out = out;
    this.style = style;
    this.result = result;
  }

  void print(Path page) {
    for (int number = 0; number < result.campaigns().size(); number++) {
      campaign(number + 1, result.campaigns().get(number));
    }
    special();
    failed();
    out.println(
        style.strong(result.ok() ? style.good("PASSED") : style.bad("FAILED"))
            + "  "
            + result.summary());
    out.println("Report: " + page);
  }

  private void campaign(int number, CampaignResult campaign) {
    String verdict = campaign.verdict() + (campaign.expected() ? ", as it should" : "");
    out.println(
        style.strong(number + ". " + campaign.name())
            + ": "
            + (campaign.expected() ? style.good(verdict) : style.bad(verdict))
            + " ("
            + campaign.reason()
            + ")");
    TextTable table = new TextTable("llrrlr");
    table.row("stage", "devices", "virtual time", "time on air", "fragments", "power cuts");
    campaign.stages().forEach(stage -> table.row(cells(campaign, stage)));
    table.row(total(campaign));
    List<String> lines = table.lines();
    out.println(style.faint("   " + lines.get(0)));
    lines.subList(1, lines.size()).forEach(line -> out.println("   " + line));
    out.println();
  }

  private String[] cells(CampaignResult campaign, StageResult stage) {
    return new String[] {
      stage.name(),
      stage.devicesDone() + " of " + (stage.devicesDone() + stage.devicesFailed()),
      Say.duration(stage.seconds()),
      Say.duration(stage.airSeconds()),
      stage.fragmentsSent() == 0 ? "" : fragments(campaign),
      stage.powerCuts() == 0 ? "" : String.valueOf(stage.powerCuts())
    };
  }

  private String[] total(CampaignResult campaign) {
    return new String[] {
      "all",
      Say.count(result.devices().size(), "device"),
      Say.duration(campaign.seconds()),
      Say.duration(campaign.airtime().seconds()),
      fragments(campaign),
      String.valueOf(campaign.stages().stream().mapToInt(StageResult::powerCuts).sum())
    };
  }

  private static String fragments(CampaignResult campaign) {
    return campaign.fragments().sent()
        + " sent, "
        + campaign.fragments().needed()
        + " needed, +"
        + Say.percent(campaign.fragments().overhead());
  }

  private void special() {
    TextTable table = new TextTable("lll");
    for (DeviceResult device : result.devices()) {
      if (device.role() != Role.ORDINARY) {
        table.row("device " + device.number(), device.role().description(), device.reason());
      }
    }
    List<String> lines = table.lines();
    lines.forEach(line -> out.println("   " + line));
    if (!lines.isEmpty()) {
      out.println();
    }
  }

  private void failed() {
    List<DeviceResult> failed = result.devices().stream().filter(d -> !d.ok()).toList();
    for (DeviceResult device : failed.subList(0, Math.min(FAILED_MAX, failed.size()))) {
      out.println(
          style.bad("   device " + device.number() + " runs " + device.version())
              + ", should run "
              + device.expectedVersion()
              + ": "
              + device.reason());
    }
    if (failed.size() > FAILED_MAX) {
      out.println("   and " + (failed.size() - FAILED_MAX) + " more; the report names them all");
    }
    if (!failed.isEmpty()) {
      out.println();
    }
  }
}
