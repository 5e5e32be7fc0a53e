package dev.fuota.cli.campaign;

import dev.fuota.cli.console.Style;
import dev.fuota.cli.console.TextTable;
import dev.fuota.report.Say;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A campaign as the server's JSON has it, in words. */
final class CampaignText {
  private static final int REFUSED_MAX = 20;

  private CampaignText() {}

  /** Its outcome once it has one, else its state. */
  static String state(JsonNode campaign) {
    return word(campaign.path("outcome").asString(campaign.path("state").asString("")));
  }

  /** Whether it ended with as many devices as it was to reach. */
  static boolean succeeded(JsonNode campaign) {
    String outcome = campaign.path("outcome").asString("");
    return outcome.equals("DONE") || outcome.equals("DONE_WITH_FAILURES");
  }

  static boolean hasEnded(JsonNode campaign) {
    return campaign.path("state").asString("").equals("ENDED");
  }

  private static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** How far it is, in one line. */
  static String line(JsonNode campaign) {
    String stage = campaign.path("stage").asString("");
    String at =
        stage.isEmpty()
            ? ""
            : ", stage "
                + (campaign.path("stageIndex").asInt() + 1)
                + " of "
                + campaign.path("stageCount").asInt()
                + " "
                + stage;
    return String.format(
        Locale.ROOT,
        "%s%s; %d of %d devices succeeded, %d failed",
        state(campaign),
        at,
        campaign.path("succeeded").asInt(),
        campaign.path("devices").asInt(),
        campaign.path("failed").asInt());
  }

  /** Head, a table of stages for each part, and those it refused. */
  static List<String> detail(JsonNode campaign, Style style) {
    List<String> lines = new ArrayList<>();
    lines.add(
        style.strong("campaign " + campaign.path("id").asString() + "  ")
            + campaign.path("name").asString("")
            + "  "
            + word(campaign.path("kind").asString("")));
    for (JsonNode part : campaign.path("parts")) {
      lines.add("");
      lines.addAll(part(part));
    }
    lines.add("");
    lines.add(verdict(campaign, style));
    return lines;
  }

  private static String verdict(JsonNode campaign, Style style) {
    String state = state(campaign);
    String marked =
        hasEnded(campaign) ? succeeded(campaign) ? style.good(state) : style.bad(state) : state;
    String sentence = campaign.path("sentence").asString("");
    return marked
        + String.format(
            Locale.ROOT,
            "  %d of %d devices succeeded, %d failed",
            campaign.path("succeeded").asInt(),
            campaign.path("devices").asInt(),
            campaign.path("failed").asInt())
        + (sentence.isEmpty() ? "" : "; " + sentence);
  }

  private static List<String> part(JsonNode part) {
    List<String> lines = new ArrayList<>();
    lines.add(head(part));
    TextTable table = new TextTable("llrrrrr");
    table.row("", "stage", "pending", "sent", "answered", "refused", "timed out");
    for (JsonNode stage : part.path("stages")) {
      table.row(
          number(stage),
          stage.path("stage").asString(""),
          stage.path("pending").asString("0"),
          stage.path("sent").asString("0"),
          stage.path("answered").asString("0"),
          stage.path("refused").asString("0"),
          stage.path("timedOut").asString("0"));
    }
    lines.addAll(table.lines());
    int left = REFUSED_MAX;
    for (JsonNode device : part.path("refusedDevices")) {
      if (left-- > 0) {
        lines.add(
            "refused  "
                + device.path("device").asString("")
                + "  "
                + device.path("code").asString("")
                + "  "
                + device.path("sentence").asString(""));
      }
    }
    return lines;
  }

  /** The seeds number six or seven stages; those of our own have none. */
  private static String number(JsonNode stage) {
    int number = stage.path("number").asInt(0);
    return number == 0 ? "-" : String.valueOf(number);
  }

  /** A part without a file sends commands. */
  private static String sent(JsonNode part) {
    int sent = part.path("fragments").path("sent").asInt();
    int total = part.path("fragments").path("total").asInt();
    return total == 0
        ? sent + (sent == 1 ? " multicast frame" : " multicast frames")
        : "round " + part.path("round").asInt() + ", fragment " + sent + " of " + total;
  }

  private static String head(JsonNode part) {
    JsonNode air = part.path("airTime");
    return String.format(
        Locale.ROOT,
        "%s on %s  %s  %s, on air %s multicast and %s unicast",
        part.path("name").asString(""),
        part.path("network").asString(""),
        state(part),
        sent(part),
        Say.clock(air.path("multicast").asDouble()),
        Say.clock(air.path("unicast").asDouble()));
  }
}
