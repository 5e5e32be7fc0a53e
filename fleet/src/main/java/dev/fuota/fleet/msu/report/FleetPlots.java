package dev.fuota.fleet.msu.report;

import dev.fuota.report.Bins;
import dev.fuota.report.Plot;
import java.util.List;

/** Pictures of a run. */
final class FleetPlots {
  private static final int BARS_MAX = 400;
  private static final Plot.Size SIZE = Plot.Size.WIDE;

  private FleetPlots() {}

  /** How many clients had every file, over time. */
  static String done(FleetSummary summary) {
    double[] times =
        summary.clients().stream()
            .filter(FleetSummary.Client::hasAll)
            .mapToDouble(FleetSummary.Client::done)
            .filter(seconds -> seconds > 0)
            .sorted()
            .toArray();
    int count = summary.clients().size();
    String words = times.length + " of " + count + " clients";
    return new Plot(SIZE, words, 0, Math.max(1, summary.seconds()), count)
        .grid("clients")
        .times("")
        .rising("c3", times, words)
        .toString();
  }

  /** Complaints after each chunk; of neighbours the most where there are too many. */
  static String complaints(List<Integer> counts) {
    Bins bins = Bins.ofWhole(0, counts.size() - 1L, BARS_MAX);
    long[] most = new long[bins.count()];
    for (int chunk = 0; chunk < counts.size(); chunk++) {
      most[bins.of(chunk)] = Math.max(most[bins.of(chunk)], counts.get(chunk));
    }
    long high = counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    return new Plot(SIZE, "complaints after each chunk", 0, bins.end(), high)
        .grid("complaints")
        .numbers("chunk")
        .bars("b1", bins, most)
        .toString();
  }
}
