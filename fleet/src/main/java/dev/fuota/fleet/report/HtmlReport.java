package dev.fuota.fleet.report;

import dev.fuota.fleet.demo.CampaignResult;
import dev.fuota.fleet.demo.DemoResult;
import dev.fuota.report.Body;
import dev.fuota.report.Body.Tile;
import dev.fuota.report.Markup;
import dev.fuota.report.Page;
import dev.fuota.report.Say;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** A demonstration as one HTML page without scripts, light or dark as the reader prefers. */
public final class HtmlReport {
  private final DemoResult result;
  private final Body body = new Body();

  private HtmlReport(DemoResult result) {
    this.result = result;
  }

  /** The page. */
  public static String of(DemoResult result) {
    return new HtmlReport(result).page();
  }

  private String page() {
    String outcome = result.ok() ? "passed" : "failed";
    String from = result.firmware().installedVersion();
    String title = devices() + " from " + from + " to " + result.firmware().newVersion();
    body.head(outcome, result.ok(), title, result.summary()).tiles(tiles());
    body.section("Campaigns", "What was sent, and what the server concluded.");
    body.raw(Tables.campaigns(result));
    body.section(
        "Devices done over time",
        "Each line counts the devices that have come that far; the ribbon shows the server's"
            + " stages.");
    panels(DonePlot::draw);
    body.section(
        "Fragments received",
        "One column a device. As soon as enough different fragments are stored the image can be"
            + " rebuilt, no matter which ones were lost.");
    panels(FragmentPlot::draw);
    body.section(
        "Devices and stages",
        "One column a device, one row a stage; the darker, the later the device came there"
            + " compared with the others. At the right, when the first and the last came.");
    panels(HeatMap::draw);
    body.raw(HeatMap.legend());
    body.section("Special devices", "What was done to them, and how they came through.");
    body.raw(Tables.special(result));
    body.raw(Tables.failed(result));
    body.section("Stages", "As the server saw them.");
    body.raw(Tables.stages(result));
    body.raw(Tables.all(result)).raw(foot());
    return Page.of("Firmware update of " + devices() + ": " + outcome, "", body.toString());
  }

  private List<Tile> tiles() {
    CampaignResult last = result.campaigns().get(result.campaigns().size() - 1);
    String all = " / " + result.devices().size();
    return List.of(
        new Tile(result.devicesUpdated() + all, "run the new firmware"),
        new Tile(result.devicesOk() + all, "are where they should be"),
        new Tile(String.valueOf(result.powerCuts()), "power cuts survived"),
        new Tile(Say.percent(result.options().loss()), "of the frames lost, in bursts"),
        new Tile("+" + Say.percent(last.fragments().overhead()), "fragments above the image"),
        new Tile(Say.duration(last.airtime().fragmentSeconds()), "of air for the image"),
        new Tile(Say.duration(result.seconds()), "of virtual time"));
  }

  private void panels(BiFunction<DemoResult, Integer, String> plot) {
    for (int campaign = 0; campaign < result.campaigns().size(); campaign++) {
      CampaignResult figures = result.campaigns().get(campaign);
      Markup caption = new Markup().add("%s. %s ", campaign + 1, figures.name());
      body.figureUnder(
          caption.raw(Tables.verdict(figures)).toString(), plot.apply(result, campaign));
    }
  }

  private String foot() {
    Markup out = new Markup();
    out.add(
        "<footer><p>Run again with <code>fuota demo --devices %s --loss %s --redundancy %s --seed"
            + " %s --strategy %s --package-version %s</code>; the same seed gives the same report, octet for"
            + " octet.</p>",
        result.options().devices(),
        String.format(Locale.ROOT, "%s", result.options().loss()),
        String.format(Locale.ROOT, "%s", result.options().redundancy()),
        String.valueOf(result.options().seed()),
        result.options().strategy().label(),
        String.valueOf(result.options().packageVersion()));
    return out.add(
            "<p>Firmware: %s, %s octets. The same figures for machines: result.json.</p></footer>\n",
            result.firmware().name(), result.firmware().octets())
        .toString();
  }

  private String devices() {
    return Say.count(result.devices().size(), "device");
  }
}
