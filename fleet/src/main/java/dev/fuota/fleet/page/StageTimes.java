package dev.fuota.fleet.page;

import dev.fuota.fleet.result.Stage;
import dev.fuota.report.Body;
import dev.fuota.report.HtmlTable;
import dev.fuota.report.Markup;
import dev.fuota.report.Plot;
import dev.fuota.report.Say;
import java.util.List;

/** How many devices had come to each stage, over virtual time: one area on the other. */
final class StageTimes {
  private final Census census;

  StageTimes(Census census) {
    this.census = census;
  }

  String draw(Plot.Size size) {
    Plot plot = new Plot(size, words(), 0, census.seconds(), census.devices());
    plot.grid("devices").times("virtual time");
    for (Stage stage : Stage.ALL) {
      plot.risingArea(style(stage), census.come(stage).sorted(), line(stage));
    }
    return plot.toString();
  }

  /** The class of a stage's colour. */
  static String style(Stage stage) {
    return "s" + Stage.ALL.indexOf(stage);
  }

  private String words() {
    StringBuilder words = new StringBuilder("Devices by stage over virtual time.");
    Stage.ALL.forEach(stage -> words.append(' ').append(line(stage)).append('.'));
    return words.toString();
  }

  private String line(Stage stage) {
    Spread times = census.come(stage);
    String count = stage.label() + ": " + Say.number(times.count());
    return times.isEmpty() ? count : count + ", the last after " + Say.duration(times.most());
  }

  String below() {
    Markup legend = new Markup().raw("<p class=\"legend\">");
    for (Stage stage : Stage.ALL) {
      legend.add("<span><i class=\"box %s\"></i>%s ", style(stage), stage.label());
      legend.add("<b>%s</b></span>", Say.number(census.come(stage).count()));
    }
    return legend.raw("</p>").raw(Body.asTable(table())).toString();
  }

  private HtmlTable table() {
    HtmlTable table =
        new HtmlTable("stage|r:devices|r:share|r:first|r:half of them|r:99 % of them|r:last");
    for (Stage stage : Stage.ALL) {
      Spread times = census.come(stage);
      table.row().cell(stage.label()).number(Say.number(times.count()));
      table.number(Say.percent((double) times.count() / Math.max(1, census.devices())));
      for (double share : List.of(0.0, 0.5, 0.99, 1.0)) {
        table.number(times.isEmpty() ? "–" : Say.clock(times.at(share)));
      }
    }
    return table;
  }
}
