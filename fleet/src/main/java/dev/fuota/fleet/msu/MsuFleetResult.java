package dev.fuota.fleet.msu;

import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.server.msu.MsuReport;
import java.time.Duration;
import java.util.List;

/**
 * What came of a run.
 *
 * @param addresses of the clients, in the order of the scenario
 * @param updated for each client, in the order of the scenario, whether it has every file
 * @param ended whether the cycle came to its end by itself
 * @param took from the start of the run to the end of the cycle
 */
public record MsuFleetResult(
    MsuScenario scenario,
    MsuReport report,
    List<Ipv4> addresses,
    List<Boolean> updated,
    boolean ended,
    Duration took) {
  public MsuFleetResult {
    addresses = List.copyOf(addresses);
    updated = List.copyOf(updated);
  }

  /** Clients that have every file. */
  public long updatedCount() {
    return updated.stream().filter(has -> has).count();
  }

  /** Clients for which the files are meant. */
  public long meant() {
    return scenario.clients().stream()
        .filter(series -> series.hardware().equals(MsuScenario.HARDWARE))
        .mapToLong(MsuScenario.ClientSeries::count)
        .sum();
  }

  /** Whether other hardware took a file. */
  public long mistaken() {
    int at = 0;
    long mistaken = 0;
    for (MsuScenario.ClientSeries series : scenario.clients()) {
      for (int i = 0; i < series.count(); i++) {
        boolean other = !series.hardware().equals(MsuScenario.HARDWARE);
        mistaken += other && updated.get(at) ? 1 : 0;
        at++;
      }
    }
    return mistaken;
  }

  /** Whether all is as the scenario expects. */
  public boolean ok() {
    boolean inTime =
        scenario.expect().within().map(limit -> took.compareTo(limit) <= 0).orElse(true);
    return ended
        && inTime
        && mistaken() == 0
        && updatedCount() >= scenario.expect().updated() * meant();
  }
}
