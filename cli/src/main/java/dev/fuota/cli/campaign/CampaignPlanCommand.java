package dev.fuota.cli.campaign;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.TextTable;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.report.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** {@code fuota campaign plan}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description =
        "Says what a campaign would take, before it is made: time on air, duration, energy, and how"
            + " likely a device is to succeed with which redundancy.")
public final class CampaignPlanCommand implements Callable<Integer> {
  private static final int WIDTH = 40;
  private static final double PERCENT = 100;

  @Mixin private ServiceOptions service = new ServiceOptions();
  @Mixin private CampaignRequestOptions campaign = new CampaignRequestOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public CampaignPlanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ServiceClient client = service.client(console);
    JsonNode plan = client.post("/plan", campaign.request(client));
    if (output.json()) {
      JsonText.print(console, JsonText.object().put("ok", true).set("plan", plan));
    } else {
      lines(plan).forEach(console.out()::println);
      console.out().flush();
    }
    return Exit.DONE;
  }

  private static List<String> lines(JsonNode plan) {
    List<String> lines = new ArrayList<>();
    for (JsonNode form : plan.path("forms")) {
      lines.add(
          form.path("form").asString("")
              + ": "
              + form.path("octets").asString()
              + " octets to "
              + form.path("devices").asString()
              + " devices");
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "%d fragments of %d octets, redundancy %s; on air %s, %s in all, %.0f mJ for a device",
            plan.path("nbFrag").asInt(),
            plan.path("fragSize").asInt(),
            share(plan.path("redundancy")),
            Say.clock(plan.path("airTime").asDouble()),
            Say.clock(plan.path("duration").asDouble()),
            plan.path("energyMilliJoule").asDouble()));
    for (JsonNode refused : plan.path("refused")) {
      lines.add(
          "refused  "
              + refused.path("device").asString("")
              + "  "
              + refused.path("sentence").asString(""));
    }
    lines.add("");
    lines.addAll(curve(plan.path("curves")));
    return lines;
  }

  private static List<String> curve(JsonNode points) {
    TextTable table = new TextTable("rlrrrr");
    table.row("redundancy", "success", "", "on air", "in all", "energy");
    for (JsonNode point : points) {
      table.row(
          share(point.path("redundancy")),
          "#".repeat((int) Math.round(point.path("success").asDouble() * WIDTH)),
          share(point.path("success")),
          Say.clock(point.path("airTime").asDouble()),
          Say.clock(point.path("duration").asDouble()),
          String.format(Locale.ROOT, "%.0f mJ", point.path("energyMilliJoule").asDouble()));
    }
    return table.lines();
  }

  private static String share(JsonNode share) {
    return String.format(Locale.ROOT, "%.1f %%", PERCENT * share.asDouble());
  }
}
