package dev.fuota.fleet.msu.report;

import dev.fuota.fleet.msu.MsuScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The figures of each series of clients. */
final class SeriesLines {
  private SeriesLines() {}

  static List<FleetSummary.Series> of(MsuScenario scenario, List<FleetSummary.Client> clients) {
    List<FleetSummary.Series> lines = new ArrayList<>();
    int at = 0;
    for (MsuScenario.ClientSeries series : scenario.clients()) {
      lines.add(line(series, clients.subList(at, at + series.count())));
      at += series.count();
    }
    return lines;
  }

  private static FleetSummary.Series line(
      MsuScenario.ClientSeries series, List<FleetSummary.Client> clients) {
    List<Double> done =
        clients.stream()
            .filter(FleetSummary.Client::hasAll)
            .map(FleetSummary.Client::done)
            .filter(seconds -> seconds > 0)
            .sorted()
            .toList();
    return new FleetSummary.Series(
        series.hardware(),
        series.link().loss(),
        clients.size(),
        clients.stream().filter(FleetSummary.Client::hasAll).count(),
        clients.stream().mapToLong(FleetSummary.Client::complaints).sum(),
        clients.stream().mapToLong(FleetSummary.Client::reports).sum(),
        done.isEmpty() ? 0 : done.get(0),
        done.isEmpty() ? 0 : done.get(done.size() / 2),
        done.isEmpty() ? 0 : done.get(done.size() - 1));
  }

  static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  /** Two decimals. */
  static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
