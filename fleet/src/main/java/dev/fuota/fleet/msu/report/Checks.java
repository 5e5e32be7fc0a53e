package dev.fuota.fleet.msu.report;

import dev.fuota.fleet.msu.MsuFleetResult;
import dev.fuota.report.Say;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a scenario expects, and what came. */
final class Checks {
  private Checks() {}

  static List<FleetSummary.Check> of(MsuFleetResult result) {
    List<FleetSummary.Check> checks = new ArrayList<>();
    double expected = result.scenario().expect().updated();
    checks.add(
        new FleetSummary.Check(
            "updated",
            result.updatedCount() >= expected * result.meant(),
            result.updatedCount()
                + " of "
                + Say.count(result.meant(), "client")
                + " updated, at least "
                + Say.percent(expected)
                + " expected"));
    Optional<Duration> within = result.scenario().expect().within();
    String took = Say.duration(SeriesLines.seconds(result.took()));
    checks.add(
        new FleetSummary.Check(
            "in time",
            result.ended() && within.map(limit -> result.took().compareTo(limit) <= 0).orElse(true),
            (result.ended() ? "over after " : "not over after ")
                + took
                + within
                    .map(limit -> ", at most " + Say.duration(SeriesLines.seconds(limit)))
                    .orElse("")));
    if (result.scenario().count() > result.meant()) {
      checks.add(
          new FleetSummary.Check(
              "other hardware",
              result.mistaken() == 0,
              Say.count(result.mistaken(), "client") + " of other hardware took a file"));
    }
    return checks;
  }
}
