package dev.fuota.fleet.report;

import dev.fuota.fleet.demo.CampaignResult;
import dev.fuota.fleet.demo.DemoResult;
import dev.fuota.report.Markup;
import dev.fuota.report.Page;
import dev.fuota.report.Say;
import java.util.Locale;
import java.util.function.BiFunction;

/** A demonstration as one HTML page without scripts, light or dark as the reader prefers. */
public final class HtmlReport {
  private final DemoResult result;
  private final Markup out = new Markup();

  private HtmlReport(DemoResult result) {
    this.result = result;
  }

  /** The page. */
  public static String of(DemoResult result) {
    return new HtmlReport(result).page();
  }

  private String page() {
    String outcome = result.ok() ? "passed" : "failed";
    head(outcome);
    tiles();
    section("Campaigns", "What was sent, and what the server concluded.");
    out.raw(Tables.campaigns(result));
    section(
        "Devices done over time",
        "Each line counts the devices that have come that far; the ribbon shows the server's"
            + " stages.");
    panels(DonePlot::draw);
    section(
        "Fragments received",
        "One column a device. As soon as enough different fragments are stored the image can be"
            + " rebuilt, no matter which ones were lost.");
    panels(FragmentPlot::draw);
    section(
        "Devices and stages",
        "One column a device, one row a stage; the darker, the later the device came there"
            + " compared with the others. At the right, when the first and the last came.");
    panels(HeatMap::draw);
    out.raw(HeatMap.legend());
    section("Special devices", "What was done to them, and how they came through.");
    out.raw(Tables.special(result));
    out.raw(Tables.failed(result));
    section("Stages", "As the server saw them.");
    out.raw(Tables.stages(result));
    out.raw(Tables.all(result));
    foot();
    return Page.of("Firmware update of " + devices() + ": " + outcome, "", out.toString());
  }

  private void head(String outcome) {
    out.add("<header><p class=\"verdict %s\">%s</p>", outcome, outcome);
    out.add(
        "<h1>%s from %s to %s</h1>",
        devices(), result.firmware().installedVersion(), result.firmware().newVersion());
    out.add("<p class=\"lead\">%s</p></header>\n", result.summary());
  }

  private void tiles() {
    CampaignResult last = result.campaigns().get(result.campaigns().size() - 1);
    out.raw("<ul class=\"tiles\">");
    tile(result.devicesUpdated() + " / " + result.devices().size(), "run the new firmware");
    tile(result.devicesOk() + " / " + result.devices().size(), "are where they should be");
    tile(String.valueOf(result.powerCuts()), "power cuts survived");
    tile(Say.percent(result.options().loss()), "of the frames lost, in bursts");
    tile("+" + Say.percent(last.fragments().overhead()), "fragments above the image");
    tile(Say.duration(last.airtime().fragmentSeconds()), "of air for the image");
    tile(Say.duration(result.seconds()), "of virtual time");
    out.raw("</ul>\n");
  }

  private void tile(String value, String label) {
    out.add("<li><b>%s</b>%s</li>", value, label);
  }

  private void section(String title, String text) {
    out.add("\n<h2>%s</h2><p class=\"note\">%s</p>\n", title, text);
  }

  private void panels(BiFunction<DemoResult, Integer, String> plot) {
    for (int campaign = 0; campaign < result.campaigns().size(); campaign++) {
      CampaignResult figures = result.campaigns().get(campaign);
      out.add("<figure><figcaption>%s. %s", campaign + 1, figures.name());
      out.raw(" ").raw(Tables.verdict(figures)).raw("</figcaption>");
      out.raw("<div class=\"plot\">").raw(plot.apply(result, campaign)).raw("</div></figure>\n");
    }
  }

  private void foot() {
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
    out.add(
        "<p>Firmware: %s, %s octets. The same figures for machines: result.json.</p></footer>\n",
        result.firmware().name(), result.firmware().octets());
  }

  private String devices() {
    return Say.count(result.devices().size(), "device");
  }
}
