package dev.fuota.fleet.page;

import dev.fuota.fleet.result.Check;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.Figures;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Head;
import dev.fuota.fleet.result.Stage;
import dev.fuota.report.Body;
import dev.fuota.report.Body.Tile;
import dev.fuota.report.HtmlTable;
import dev.fuota.report.Markup;
import dev.fuota.report.Page;
import dev.fuota.report.Say;
import dev.fuota.server.planner.EnergyModel;
import java.util.List;
import java.util.Locale;

/** The page of one run. */
final class RunPage {
  private final FleetResult result;
  private final Background background;
  private final Census census;
  private final Figures figures;
  private final Body body = new Body();

  private RunPage(FleetResult result, Background background) {
    this.result = result;
    this.background = background;
    this.census = new Census(result);
    this.figures = census.figures();
  }

  static String of(FleetResult result, Background background) {
    return new RunPage(result, background).page();
  }

  private String page() {
    head();
    expectations();
    again();
    stages();
    spreads();
    answers();
    map();
    failures();
    faults();
    foot();
    return Page.of(result.head().name() + ": " + verdict(), "", body.toString());
  }

  private boolean partial() {
    return !result.head().complete() || result.head().shard().isPresent();
  }

  private String verdict() {
    String judged = background.ok(result.head().complete()) ? "passed" : "failed";
    return partial() ? judged + ", partial" : judged;
  }

  private void head() {
    Head head = result.head();
    int updated = figures.count(Fate.UPDATED);
    String lead =
        Say.number(updated)
            + " of "
            + Say.count(figures.devices(), "device")
            + " run the new firmware after "
            + Say.duration(census.seconds())
            + " of virtual time.";
    body.head(verdict(), background.ok(head.complete()), head.name(), lead);
    if (partial()) {
      warn(head);
    }
    body.tiles(
        List.of(
            new Tile(Say.number(updated), "updated"),
            new Tile(Say.number(new Failures(census, 0).count()), "not updated"),
            new Tile(Say.number(figures.count(Fate.BRICKED)), "bricked"),
            new Tile(last(), "until the last update"),
            new Tile(overhead(), "mean overhead until complete"),
            new Tile(Say.percent(figures.airTimePerGateway()), "busiest gateway's air time"),
            new Tile(
                String.format(Locale.ROOT, "%.2f J", figures.joules()), "mean energy of a radio")));
  }

  private String last() {
    Spread times = census.reached(Stage.UPDATED);
    return times.isEmpty() ? "–" : Say.duration(times.most());
  }

  private String overhead() {
    return figures.overhead().isPresent() ? Say.percent(figures.overhead().getAsDouble()) : "–";
  }

  private void warn(Head head) {
    StringBuilder text = new StringBuilder("This is not the whole run: ");
    text.append(Say.number(result.cells().size())).append(" of ");
    text.append(Say.count(head.cellsInAll(), "cell")).append(", ");
    text.append(Say.number(figures.devices())).append(" of ");
    text.append(Say.count(head.devices(), "device")).append('.');
    head.shard().ifPresent(shard -> text.append(" It is the share ").append(shard).append('.'));
    if (!head.complete()) {
      text.append(" It was stopped before its end; expectations are judged by what was reached.");
    }
    body.raw(
        new Markup()
            .add("<p class=\"warning\" role=\"note\"><strong>Partial.</strong> %s</p>\n", text)
            .toString());
  }

  private void expectations() {
    body.section("Expectations", "What the scenario wants, and what came.");
    if (background.checks().isEmpty()) {
      body.note("The scenario expects nothing.");
      return;
    }
    HtmlTable table = new HtmlTable("verdict|expectation|came");
    for (Check check : background.checks()) {
      String mark = check.ok() ? "as-expected\">met" : "unexpected\">not met";
      table.row().markup("<em class=\"" + mark + "</em>");
      table.cell(check.name()).cell(check.figures());
    }
    body.raw(table.toString());
  }

  private void again() {
    body.section(
        "Run it again", "The same scenario and seed give the same result, octet for octet.");
    String command = background.rerun().run();
    body.raw(
        new Markup().add("<code class=\"again\" tabindex=\"0\">%s</code>\n", command).toString());
  }

  private void stages() {
    body.section(
        "Completion over time",
        "How many devices had come to each stage, or past it: each stage in front of the one"
            + " before. What is between two edges is on its way from one to the next.");
    StageTimes times = new StageTimes(census);
    body.figure("Devices by stage", times::draw, times.below());
  }

  private void spreads() {
    Histograms spreads = new Histograms(census);
    Gateways gateways = new Gateways(census, background.airTimeLimit());
    body.section(
        "Fragments, air time and energy", "How they are spread over devices and gateways.");
    body.cards();
    body.card("Fragments heard and needed", spreads.fragments(), spreads.fragmentsBelow());
    body.card(
        "Overhead: how much had to be sent until a device had its block",
        spreads.overhead(),
        spreads.overheadBelow());
    body.card("Air time of gateways, in the mean of the run", gateways.draw(), gateways.below());
    body.card(
        "Energy of a radio since its session opened",
        spreads.energy(),
        radio(background.energy()) + spreads.energyBelow());
    body.endCards();
  }

  private static String radio(EnergyModel energy) {
    String text =
        Figure.shortest(energy.volts())
            + " V; "
            + Figure.shortest(energy.receivingMilliamperes())
            + " mA while it listens, "
            + Figure.shortest(energy.sendingMilliamperes())
            + " mA while it sends, "
            + Figure.shortest(energy.idleMilliamperes())
            + " mA else. Source: "
            + energy.source()
            + ".";
    return new Markup().add("<p class=\"note\">%s</p>", text).toString();
  }

  private void answers() {
    Answers answers = new Answers(census);
    body.section(
        "Answers over time",
        "When devices did what they answer for; the answer itself may need more than one try. Below,"
            + " what the servers counted.");
    body.figure("Answers", answers::draw, answers.below());
  }

  private void map() {
    StageMap map = new StageMap(census);
    body.section(
        "Devices and stages",
        "The darker, the later the devices of a column came to a stage, compared with the whole"
            + " fleet. What is cut off below a cell is the share of them that never came.");
    body.figure("When devices came where", map::draw, map.below());
  }

  private void failures() {
    Failures failures = new Failures(census, Failures.LINES_MAX);
    String note =
        failures.count() == 0
            ? "None."
            : Say.count(failures.count(), "device")
                + " of "
                + Say.number(figures.devices())
                + (failures.more() > 0
                    ? "; " + Say.number(failures.more()) + " of them are only counted here."
                    : ".");
    body.section("Devices that are not updated", note);
    if (failures.count() > 0) {
      body.raw(failures.html(background.rerun(), result.head().groups()));
    }
  }

  private void faults() {
    String cuts = Say.count(figures.powerCuts(), "power cut");
    body.section("Faults", "What the scenario breaks on purpose. Devices had " + cuts + ".");
    if (background.faults().isEmpty()) {
      body.note("It breaks nothing.");
      return;
    }
    HtmlTable table = new HtmlTable("fault|r:struck");
    for (Background.Struck fault : background.faults()) {
      table.row().cell(fault.description()).number(times(fault));
    }
    body.raw(table.toString());
  }

  private static String times(Background.Struck fault) {
    return fault.times() == 0 ? "never" : Say.number(fault.times());
  }

  private void foot() {
    Head head = result.head();
    String text =
        "Seed "
            + head.seed()
            + ", scenario "
            + head.scenarioSha256()
            + ", fuota "
            + head.version()
            + ". The same figures for machines: result.json.";
    body.raw(new Markup().add("<footer><p class=\"key\">%s</p></footer>\n", text).toString());
  }
}
