package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Style;
import dev.fuota.cli.console.TextTable;
import dev.fuota.fleet.fault.FaultLine;
import dev.fuota.fleet.result.AirLine;
import dev.fuota.fleet.result.CampaignLine;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.Check;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.Figures;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.GatewayLine;
import dev.fuota.fleet.result.Outline;
import dev.fuota.fleet.result.Outline.Spread;
import dev.fuota.fleet.result.Stage;
import dev.fuota.report.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of a fleet, for people. */
final class FleetText {
  private static final int GATEWAYS_MAX = 12;
  private static final int FAILURES_MAX = 10;
  private static final double MILLIS = 1000;

  /** Percent of the devices. */
  private static final int FIRST = 0;

  private static final int HALF = 50;
  private static final int NEARLY_ALL = 99;

  private final FleetResult result;
  private final Outline outline;
  private final Figures figures;
  private final List<String> lines = new ArrayList<>();

  private FleetText(FleetResult result) {
    this.result = result;
    this.outline = Outline.of(result);
    this.figures = outline.figures();
  }

  /**
   * The lines.
   *
   * @param checks what was expected
   */
  static List<String> lines(FleetResult result, List<Check> checks, Style style) {
    return new FleetText(result).all(checks, style);
  }

  private List<String> all(List<Check> checks, Style style) {
    groups();
    gateways();
    lines.add("");
    lines.add(air());
    campaigns();
    stages();
    faults(style);
    failures();
    if (!result.head().complete()) {
      lines.add(style.bad("not complete") + "  this is what had been reached");
    }
    for (Check check : checks) {
      String mark = check.ok() ? style.good("met") : style.bad("not met");
      lines.add(mark + "  " + check.name() + ": " + check.figures());
    }
    return lines;
  }

  /** One that never struck tries nothing: that is to be seen. */
  private void faults(Style style) {
    SortedMap<Integer, String> names = new TreeMap<>();
    SortedMap<Integer, Long> struck = new TreeMap<>();
    for (CellResult cell : result.cells()) {
      for (FaultLine fault : cell.faults()) {
        names.put(fault.index(), fault.description());
        struck.merge(fault.index(), fault.struck(), Long::sum);
      }
    }
    names.forEach(
        (index, name) -> {
          long times = struck.getOrDefault(index, 0L);
          String count =
              times == 0 ? style.bad("never struck") : "struck " + Say.count(times, "time");
          lines.add("fault " + index + ", " + name + ": " + count);
        });
  }

  private void groups() {
    List<String> names = result.head().groups();
    long[][] counts = new long[names.size()][5];
    result.devices().forEach(device -> count(counts[device.group()], device));
    TextTable table =
        new TextTable("lrrrrr")
            .row("group", "devices", "joined", "updated", "fragments", "power cuts");
    for (int i = 0; i < names.size(); i++) {
      long[] of = counts[i];
      table.row(names.get(i), "" + of[0], "" + of[1], "" + of[2], "" + of[3], "" + of[4]);
    }
    lines.addAll(table.lines());
  }

  private static void count(long[] into, DeviceLine device) {
    into[0]++;
    into[1] += device.reached().has(Stage.JOINED) ? 1 : 0;
    into[2] += device.fate() == Fate.UPDATED ? 1 : 0;
    into[3] += device.fragments();
    into[4] += device.powerCuts();
  }

  private void gateways() {
    List<GatewayLine> gateways =
        result.cells().stream().flatMap(cell -> cell.gateways().stream()).toList();
    lines.add("");
    if (gateways.size() > GATEWAYS_MAX) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d gateways in %d cells; the busiest one sent %.3f %% of its time",
              gateways.size(),
              result.cells().size(),
              100 * figures.airTimePerGateway()));
      return;
    }
    TextTable table =
        new TextTable("rlrrrrl")
            .row("cell", "gateway", "heard", "sent", "on air", "refused", "why");
    for (GatewayLine gateway : gateways) {
      table.row(
          Integer.toString(gateway.cell()),
          gateway.id(),
          Long.toString(gateway.heard()),
          Long.toString(gateway.sent()),
          Say.duration(gateway.airTime().toMillis() / MILLIS),
          Long.toString(gateway.refused()),
          why(gateway));
    }
    lines.addAll(table.lines());
  }

  private static String why(GatewayLine gateway) {
    return gateway.refusals().entrySet().stream()
        .map(it -> it.getKey() + " " + it.getValue())
        .collect(Collectors.joining(", "));
  }

  private String air() {
    AirLine air = figures.air();
    return String.format(
        Locale.ROOT,
        "%d uplinks, %d heard, %d collided, %d met a sending gateway; %d downlinks; %s",
        air.uplinks(),
        air.uplinksHeard(),
        air.uplinksCollided(),
        air.uplinksUnheard(),
        air.downlinks(),
        Say.duration(figures.took().toMillis() / MILLIS));
  }

  private void campaigns() {
    List<CampaignLine> campaigns =
        result.cells().stream().flatMap(cell -> cell.campaign().stream()).toList();
    if (campaigns.isEmpty()) {
      return;
    }
    Map<String, Long> verdicts =
        campaigns.stream()
            .collect(
                Collectors.groupingBy(CampaignLine::verdict, TreeMap::new, Collectors.counting()));
    lines.add(
        String.format(
            Locale.ROOT,
            "%s; %d fragments for %d needed%s, %.3f J in a radio",
            verdicts.size() == 1 && campaigns.size() == 1
                ? "campaign " + campaigns.get(0).verdict() + " (" + campaigns.get(0).reason() + ")"
                : "campaigns: " + verdicts.toString().replaceAll("[{}]", "").replace('=', ' '),
            campaigns.stream().mapToLong(CampaignLine::sent).sum(),
            campaigns.stream().mapToLong(CampaignLine::nbFrag).sum(),
            overhead(),
            figures.joules()));
  }

  private String overhead() {
    return figures.overhead().isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            ", %.1f %% more until a device had its block",
            100 * figures.overhead().getAsDouble());
  }

  private void stages() {
    TextTable table =
        new TextTable("lrrrr").row("reached", "devices", "first", "half of them", "99 %");
    for (Stage stage : Stage.ALL) {
      Spread times = outline.stages().get(stage);
      if (times != null) {
        table.row(
            stage.label(),
            Integer.toString(figures.count(stage)),
            Say.duration(times.at(FIRST)),
            Say.duration(times.at(HALF)),
            Say.duration(times.at(NEARLY_ALL)));
      }
    }
    if (table.lines().size() > 1) {
      lines.add("");
      lines.addAll(table.lines());
      lines.add("");
    }
  }

  private void failures() {
    List<DeviceLine> failed = result.devices().filter(DeviceLine::failed).toList();
    for (DeviceLine device : failed.subList(0, Math.min(FAILURES_MAX, failed.size()))) {
      lines.add(
          "device "
              + device.number()
              + " ("
              + device.id()
              + ") "
              + device.fate().label()
              + ": "
              + device.reason());
    }
    if (failed.size() > FAILURES_MAX) {
      lines.add("and " + (failed.size() - FAILURES_MAX) + " more devices that failed");
    }
  }
}
