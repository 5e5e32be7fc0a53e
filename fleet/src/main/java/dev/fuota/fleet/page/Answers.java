package dev.fuota.fleet.page;

import dev.fuota.fleet.result.CampaignLine;
import dev.fuota.fleet.result.Stage;
import dev.fuota.fleet.result.StageLine;
import dev.fuota.report.Bins;
import dev.fuota.report.HtmlTable;
import dev.fuota.report.Plot;
import dev.fuota.report.Say;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When devices did what they answer for, and what the servers of the cells counted. */
final class Answers {
  private static final List<Stage> ANSWERED =
      List.of(Stage.GROUP, Stage.FRAGMENTATION, Stage.SESSION, Stage.COMPLETE, Stage.UPDATED);

  private static final int BINS = 120;
  private static final int BINS_NARROW = 50;
  private static final double MILLIS = 1000;

  private final Census census;

  Answers(Census census) {
    this.census = census;
  }

  String draw(Plot.Size size) {
    boolean wide = size.width() > Plot.Size.NARROW.width();
    Bins bins = Bins.of(0, Math.max(1, census.seconds()), wide ? BINS : BINS_NARROW);
    List<long[]> counts = new ArrayList<>();
    long[] sum = new long[bins.count()];
    for (Stage stage : ANSWERED) {
      long[] each = bins.count(Arrays.stream(census.reached(stage).sorted()));
      counts.add(each);
      Arrays.setAll(sum, i -> sum[i] + each[i]);
    }
    double high = Math.max(1, Arrays.stream(sum).max().orElse(0)) * 1.05;
    Plot plot = new Plot(size, words(bins), 0, census.seconds(), high);
    plot.grid("answers").times("virtual time");
    long[] under = new long[bins.count()];
    for (int i = 0; i < ANSWERED.size(); i++) {
      long[] each = counts.get(i);
      plot.bars(StageTimes.style(ANSWERED.get(i)), bins, each, under.clone());
      Arrays.setAll(under, bin -> under[bin] + each[bin]);
    }
    return plot.toString();
  }

  private String words(Bins bins) {
    StringBuilder words = new StringBuilder("Answers in each ").append(Say.duration(bins.step()));
    for (Stage stage : ANSWERED) {
      words.append(", ").append(stage.label()).append(": ");
      words.append(Say.number(census.reached(stage).count()));
    }
    return words.append('.').toString();
  }

  String below() {
    StringBuilder legend = new StringBuilder("<p class=\"legend\">");
    for (Stage stage : ANSWERED) {
      legend.append("<span><i class=\"box ").append(StageTimes.style(stage)).append("\"></i>");
      legend.append(stage.label()).append("</span>");
    }
    return legend.append("</p>").append(servers()).toString();
  }

  /** What a stage was for all servers together. */
  private static final class Sum {
    private double began = Double.MAX_VALUE;
    private double ended;
    private long answered;
    private long failed;

    void add(StageLine line) {
      double start = line.began().toMillis() / MILLIS;
      began = Math.min(began, start);
      ended = Math.max(ended, start + line.took().toMillis() / MILLIS);
      answered += line.answered();
      failed += line.failed();
    }
  }

  private String servers() {
    Map<String, Sum> stages = new LinkedHashMap<>();
    census
        .campaigns()
        .map(CampaignLine::stages)
        .flatMap(List::stream)
        .forEach(line -> stages.computeIfAbsent(line.name(), name -> new Sum()).add(line));
    if (stages.isEmpty()) {
      return "";
    }
    HtmlTable table =
        new HtmlTable(
            "stage, as the servers saw it|r:first began|r:last ended|r:answered|r:failed");
    stages.forEach(
        (name, sum) ->
            table
                .row()
                .cell(name)
                .number(Say.clock(sum.began))
                .number(Say.clock(sum.ended))
                .number(Say.number(sum.answered))
                .number(Say.number(sum.failed)));
    return table.toString();
  }
}
