package dev.fuota.fleet.report;

import dev.fuota.fleet.demo.CampaignResult;
import dev.fuota.fleet.demo.DemoResult;
import dev.fuota.fleet.demo.DeviceCampaign;
import dev.fuota.fleet.demo.DeviceResult;
import dev.fuota.fleet.demo.PowerCut;
import dev.fuota.fleet.demo.Role;
import dev.fuota.fleet.demo.StageResult;
import dev.fuota.report.Markup;
import dev.fuota.report.Say;
import java.util.List;

/** The tables of the page. */
final class Tables {
  private static final int FAILED_MAX = 50;

  private Tables() {}

  static String campaigns(DemoResult result) {
    Markup out =
        open(
            "campaign|image|verdict|r:fragments needed|r:sent|r:overhead|r:air, fragments|"
                + "r:air, other downlinks|r:air, uplinks|r:duration");
    for (CampaignResult campaign : result.campaigns()) {
      out.add("<tr><td>%s</td><td>%s</td>", campaign.name(), campaign.imageVersion());
      out.raw("<td>").raw(verdict(campaign)).add("<br><small>%s</small></td>", campaign.reason());
      number(out, campaign.fragments().needed());
      number(out, campaign.fragments().sent());
      number(out, "+" + Say.percent(campaign.fragments().overhead()));
      number(out, Say.duration(campaign.airtime().fragmentSeconds()));
      number(out, Say.duration(campaign.airtime().unicastSeconds()));
      number(out, Say.duration(campaign.airtime().uplinkSeconds()));
      number(out, Say.duration(campaign.seconds())).raw("</tr>");
    }
    return close(out);
  }

  /** The server's verdict, and whether it is the one that was to be expected. */
  static String verdict(CampaignResult campaign) {
    return new Markup()
        .add("<em class=\"%s\">%s", tone(campaign.expected()), campaign.verdict())
        .add(", %s</em>", campaign.expected() ? "as it should" : "unexpectedly")
        .toString();
  }

  static String stages(DemoResult result) {
    Markup out = open("campaign|stage|r:began|r:took|r:devices done|r:devices not done");
    for (CampaignResult campaign : result.campaigns()) {
      for (StageResult stage : campaign.stages()) {
        out.add("<tr><td>%s</td><td>%s</td>", campaign.name(), stage.name());
        number(out, Say.clock(stage.startSeconds()));
        number(out, Say.duration(stage.seconds()));
        number(out, stage.devicesDone());
        number(out, stage.devicesFailed()).raw("</tr>");
      }
    }
    return close(out);
  }

  static String special(DemoResult result) {
    List<DeviceResult> special =
        result.devices().stream().filter(device -> device.role() != Role.ORDINARY).toList();
    if (special.isEmpty()) {
      return "<p>None: too few devices.</p>";
    }
    Markup out = open("r:device|what was done|what happened|runs|verdict");
    for (DeviceResult device : special) {
      number(out.raw("<tr>"), device.number());
      out.add("<td><i class=\"mark %s\"></i>", Columns.style(device.role()));
      out.add("%s</td><td>", device.role().description());
      device.powerCuts().forEach(cut -> powerCut(out, cut));
      out.add("%s</td><td>%s</td>", device.reason(), device.version());
      out.add("<td><em class=\"%s\">%s</em></td></tr>", tone(device.ok()), word(device.ok()));
    }
    return close(out);
  }

  private static void powerCut(Markup out, PowerCut cut) {
    out.add("lost power at %s of campaign %s, ", Say.clock(cut.seconds()), cut.campaign() + 1);
    out.add("at flash operation %s, %s; ", cut.operation(), cut.during());
    out.add("back after %s.<br>", Say.duration(cut.darkSeconds()));
  }

  static String failed(DemoResult result) {
    List<DeviceResult> failed = result.devices().stream().filter(device -> !device.ok()).toList();
    if (failed.isEmpty()) {
      return "";
    }
    Markup out = new Markup();
    out.add("<h2>Not where they should be</h2><p class=\"note\">%s", failed.size());
    out.add(" of %s devices", result.devices().size());
    out.raw(failed.size() > FAILED_MAX ? "; the first " + FAILED_MAX + " of them:" : ":");
    out.raw("</p>").raw(OPEN).raw(header("r:device|runs|should run|reason"));
    for (DeviceResult device : failed.subList(0, Math.min(FAILED_MAX, failed.size()))) {
      number(out.raw("<tr>"), device.number());
      out.add("<td>%s</td><td>%s</td>", device.version(), device.expectedVersion());
      out.add("<td>%s</td></tr>", device.reason());
    }
    return close(out);
  }

  static String all(DemoResult result) {
    Markup out = new Markup().raw("<details><summary>All devices</summary>").raw(OPEN);
    out.raw(
        header(
            "r:device|address|runs|verdict|r:received|r:new|r:redundant|r:power cuts|"
                + "r:flash operations|r:most worn sector|r:decoder RAM|how it ended"));
    for (DeviceResult device : result.devices()) {
      DeviceCampaign last = device.campaigns().get(device.campaigns().size() - 1);
      number(out.raw("<tr>"), device.number());
      out.add("<td><code>%s</code></td><td>%s</td>", device.devAddr(), device.version());
      out.add("<td><em class=\"%s\">%s</em></td>", tone(device.ok()), word(device.ok()));
      number(out, last.received());
      number(out, last.stored());
      number(out, last.redundant());
      number(out, device.powerCuts().size());
      number(out, device.flash().operations());
      number(out, device.flash().wearMax() + " erasures");
      number(out, Say.octets(device.decoderOctets()));
      out.add("<td>%s</td></tr>", device.reason());
    }
    return close(out) + "</details>";
  }

  private static final String OPEN = "<div class=\"wide\"><table><thead><tr>";

  private static Markup open(String columns) {
    return new Markup().raw(OPEN).raw(header(columns));
  }

  /** Column names apart by bars; {@code r:} stands before those of numbers. */
  private static String header(String columns) {
    Markup out = new Markup();
    for (String column : columns.split("\\|", -1)) {
      boolean right = column.startsWith("r:");
      out.raw(right ? "<th class=\"r\" scope=\"col\">" : "<th scope=\"col\">");
      out.add("%s</th>", right ? column.substring(2) : column);
    }
    return out.raw("</tr></thead><tbody>\n").toString();
  }

  private static Markup number(Markup out, Object value) {
    return out.add("<td class=\"r\">%s</td>", value);
  }

  private static String close(Markup out) {
    return out.raw("</tbody></table></div>\n").toString();
  }

  private static String tone(boolean ok) {
    return ok ? "as-expected" : "unexpected";
  }

  private static String word(boolean ok) {
    return ok ? "as it should be" : "not as it should be";
  }
}
