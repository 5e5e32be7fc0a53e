package dev.fuota.cli;

import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Style;
import dev.fuota.cli.console.TextTable;
import dev.fuota.fleet.lorawan.FleetFigures;
import dev.fuota.fleet.lorawan.GatewayFigures;
import dev.fuota.fleet.lorawan.LorawanResult;
import dev.fuota.fleet.lorawan.UpdateFigures;
import dev.fuota.fleet.scenario.DeviceGroup;
import dev.fuota.fleet.world.Lag;
import dev.fuota.report.Say;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The end of a run of LoRaWAN devices, for people and for machines. */
final class LorawanFleetView {
  private static final double MOST = 0.99;

  private LorawanFleetView() {}

  static List<String> lines(LorawanResult result, Style style) {
    TextTable groups =
        new TextTable("lllrrrrr")
            .row(
                "version",
                "class",
                "activation",
                "devices",
                "joined",
                "updated",
                "fragments",
                "power cuts");
    for (LorawanResult.GroupLine line : result.groups()) {
      groups.row(
          line.group().version().toString(),
          deviceClass(line.group()),
          activation(line.group()),
          Integer.toString(line.group().devices().size()),
          Integer.toString(line.joined()),
          Integer.toString(line.updated()),
          Long.toString(line.fragments()),
          Integer.toString(line.cuts()));
    }
    TextTable gateways = new TextTable("lrrrl").row("gateway", "heard", "sent", "refused", "why");
    for (GatewayFigures gateway : result.gateways()) {
      gateways.row(
          gateway.id().toString(),
          Long.toString(gateway.heard()),
          Long.toString(gateway.sent()),
          Long.toString(gateway.refused()),
          why(gateway));
    }
    List<String> lines = new ArrayList<>(groups.lines());
    lines.add("");
    lines.addAll(gateways.lines());
    lines.add("");
    lines.add(air(result));
    result.update().ifPresent(update -> lines.add(update(update)));
    result.lag().ifPresent(lag -> lines.add(lag(lag)));
    for (LorawanResult.Check check : result.checks()) {
      String mark = check.ok() ? style.good("met") : style.bad("not met");
      lines.add(mark + "  " + check.name() + ": " + check.figures());
    }
    return lines;
  }

  private static String why(GatewayFigures gateway) {
    return gateway.refusals().entrySet().stream()
        .map(it -> it.getKey() + " " + it.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String deviceClass(DeviceGroup group) {
    return group.pingPeriodicity().isPresent() ? "B" : group.deviceClass().name();
  }

  private static String activation(DeviceGroup group) {
    return group.joins() ? "otaa" : "abp";
  }

  private static String air(LorawanResult result) {
    FleetFigures figures = result.figures();
    return String.format(
        Locale.ROOT,
        "%d uplinks, %d heard, %d collided, %d met a sending gateway; %d downlinks; %s of %s time",
        figures.air().uplinks(),
        figures.air().uplinksHeard(),
        figures.air().uplinksCollided(),
        figures.air().uplinksUnheard(),
        figures.air().downlinks(),
        Say.duration(result.took().toMillis() / 1000.0),
        result.scenario().network().isPresent() ? "real" : "virtual");
  }

  private static String update(UpdateFigures update) {
    return String.format(
        Locale.ROOT,
        "%d fragments of %.3f s in %.1f s, one each %.3f s; %s; %.3f J in a radio",
        update.fragments(),
        seconds(update.timeOnAir()),
        seconds(update.transfer()),
        seconds(update.interval()),
        update
            .completion()
            .map(it -> String.format(Locale.ROOT, "complete after %.1f s", seconds(it)))
            .orElse("complete nowhere"),
        update.joules());
  }

  private static void putUpdate(ObjectNode node, UpdateFigures update) {
    node.put("fragments", update.fragments())
        .put("timeOnAir", seconds(update.timeOnAir()))
        .put("transfer", seconds(update.transfer()))
        .put("interval", seconds(update.interval()))
        .put("joules", update.joules());
    update.completion().ifPresent(it -> node.put("completion", seconds(it)));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static String lag(Lag lag) {
    return String.format(
        Locale.ROOT,
        "%d events; late by %.2f ms in the middle, %.2f ms at %.0f %%, %.2f ms at most",
        lag.events(),
        millis(lag.percentile(0.5)),
        millis(lag.percentile(MOST)),
        100 * MOST,
        millis(lag.max()));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  static ObjectNode json(LorawanResult result) {
    FleetFigures figures = result.figures();
    ObjectNode document = JsonText.object().put("ok", result.ok());
    document
        .put("scenario", result.scenario().name())
        .put("seed", result.scenario().seed())
        .put("ended", result.ended())
        .put("seconds", result.took().toMillis() / 1000.0)
        .put("devices", figures.devices())
        .put("joined", figures.joined())
        .put("updated", figures.updated())
        .put("fragments", figures.fragments())
        .put("powerCuts", figures.powerCuts());
    document
        .putObject("air")
        .put("uplinks", figures.air().uplinks())
        .put("uplinksHeard", figures.air().uplinksHeard())
        .put("uplinksCollided", figures.air().uplinksCollided())
        .put("downlinks", figures.air().downlinks());
    ArrayNode groups = document.putArray("groups");
    for (LorawanResult.GroupLine line : result.groups()) {
      groups
          .addObject()
          .put("version", line.group().version().toString())
          .put("class", deviceClass(line.group()))
          .put("activation", activation(line.group()))
          .put("devices", line.group().devices().size())
          .put("joined", line.joined())
          .put("updated", line.updated());
    }
    ArrayNode gateways = document.putArray("gateways");
    for (GatewayFigures gateway : result.gateways()) {
      ObjectNode refused =
          gateways
              .addObject()
              .put("eui", gateway.id().toString())
              .put("heard", gateway.heard())
              .put("sent", gateway.sent())
              .putObject("refused");
      gateway.refusals().forEach((status, count) -> refused.put(status.name(), count));
    }
    result.update().ifPresent(it -> putUpdate(document.putObject("update"), it));
    result.lag().ifPresent(lag -> putLag(document.putObject("lagMillis"), lag));
    ArrayNode checks = document.putArray("checks");
    for (LorawanResult.Check check : result.checks()) {
      checks
          .addObject()
          .put("name", check.name())
          .put("figures", check.figures())
          .put("ok", check.ok());
    }
    if (!result.ok()) {
      JsonText.putError(document, "NOT_AS_EXPECTED", "see checks");
    }
    return document;
  }

  private static void putLag(ObjectNode node, Lag lag) {
    node.put("median", millis(lag.percentile(0.5)))
        .put("p99", millis(lag.percentile(MOST)))
        .put("max", millis(lag.max()));
  }
}
