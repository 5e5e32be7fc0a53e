package dev.fuota.fleet.page;

import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.Stage;
import dev.fuota.report.Bins;
import dev.fuota.report.Body;
import dev.fuota.report.HtmlTable;
import dev.fuota.report.Plot;
import dev.fuota.report.Say;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** How figures of devices are spread over them. */
final class Histograms {
  private static final int BINS = 60;
  private static final List<Double> SHARES = List.of(0.01, 0.1, 0.5, 0.9, 0.99);

  private final Census census;

  Histograms(Census census) {
    this.census = census;
  }

  private static boolean complete(DeviceLine device) {
    return device.reached().has(Stage.COMPLETE);
  }

  private Spread heard() {
    return Spread.of(census.heard(device -> true));
  }

  /** Fragments that devices heard, beside what they needed and what was sent. */
  String fragments() {
    Spread heard = heard();
    if (heard.isEmpty()) {
      return nothing("No device heard a fragment.");
    }
    long most = Math.max((long) heard.most(), census.sent());
    Bins bins = Bins.ofWhole((long) Math.min(heard.least(), census.needed()), most, BINS);
    long[] done = bins.count(census.heard(Histograms::complete));
    long[] missing = bins.count(census.heard(device -> !complete(device)));
    String words =
        String.format(
            Locale.ROOT,
            "Fragments heard by %s: %.0f to %.0f, half of them at most %.0f; %d needed, %d sent.",
            Say.count(heard.count(), "device"),
            heard.least(),
            heard.most(),
            heard.at(0.5),
            census.needed(),
            census.sent());
    return plot(words, bins, highest(done, missing))
        .numbers("fragments heard")
        .bars("b1", bins, done)
        .bars("bad", bins, missing, done)
        .mark("needed", census.needed(), "needed " + census.needed(), 0)
        .mark("sent", census.sent(), "sent " + census.sent(), 1)
        .toString();
  }

  String fragmentsBelow() {
    boolean without = census.heard(device -> !complete(device)).findAny().isPresent();
    return "<p class=\"legend\"><span><i class=\"box b1\"></i>devices with the whole block</span>"
        + (without ? "<span><i class=\"box bad\"></i>devices without</span>" : "")
        + "</p>"
        + table(heard(), value -> String.format(Locale.ROOT, "%.0f", value));
  }

  /** How many fragments more than the uncoded ones had to be sent. */
  String overhead() {
    Spread overhead = census.overhead();
    if (overhead.isEmpty()) {
      return nothing("No device had its whole block.");
    }
    int sent = census.sent() - census.needed();
    double[] beyond = Arrays.stream(overhead.sorted()).map(it -> it * census.needed()).toArray();
    long most = Math.max(Math.round(beyond[beyond.length - 1]), sent);
    Bins bins = Bins.ofWhole(Math.min(0, Math.round(beyond[0])), most, BINS);
    String share = Say.percent((double) sent / Math.max(1, census.needed()));
    String words =
        "Fragments that had to be sent beyond the uncoded ones, as a share of them, for "
            + Say.count(overhead.count(), "device")
            + ": half of them "
            + Say.percent(overhead.at(0.5))
            + ", the neediest "
            + Say.percent(overhead.most())
            + "; sent were "
            + share
            + ".";
    long[] counts = bins.count(Arrays.stream(beyond).map(Math::rint));
    return plot(words, bins, highest(counts, new long[counts.length]))
        .numbers("fragments beyond the uncoded ones")
        .bars("b1", bins, counts)
        .mark("sent", sent, "sent " + share, 0)
        .toString();
  }

  String overheadBelow() {
    return table(census.overhead(), Say::percent);
  }

  /** What the radios took. */
  String energy() {
    Spread joules = census.joules();
    if (joules.isEmpty()) {
      return nothing("No device opened a session.");
    }
    Bins bins = Bins.of(joules.least(), joules.most(), BINS);
    String words =
        String.format(
            Locale.ROOT,
            "Energy of the radios of %s: %.3f J to %.3f J, half of them at most %.3f J.",
            Say.count(joules.count(), "device"),
            joules.least(),
            joules.most(),
            joules.at(0.5));
    long[] counts = bins.count(Arrays.stream(joules.sorted()));
    return plot(words, bins, highest(counts, new long[counts.length]))
        .numbers("joules", Figure::shortest)
        .bars("b1", bins, counts)
        .toString();
  }

  String energyBelow() {
    return table(census.joules(), value -> String.format(Locale.ROOT, "%.3f J", value));
  }

  private static Plot plot(String words, Bins bins, long high) {
    return new Plot(Plot.Size.NARROW, words, bins.from(), bins.end(), high * 1.05).grid("devices");
  }

  private static long highest(long[] lower, long[] upper) {
    long highest = 1;
    for (int i = 0; i < lower.length; i++) {
      highest = Math.max(highest, lower[i] + upper[i]);
    }
    return highest;
  }

  static String nothing(String why) {
    return "<p class=\"note\">" + why + "</p>";
  }

  private static String table(Spread values, DoubleFunction<String> say) {
    if (values.isEmpty()) {
      return "";
    }
    HtmlTable table = new HtmlTable("share of devices|r:at most");
    SHARES.forEach(
        share -> table.row().cell(Say.percent(share)).number(say.apply(values.at(share))));
    table.row().cell("all").number(say.apply(values.most()));
    return Body.asTable(table);
  }
}
