package dev.fuota.junit;

import dev.fuota.fleet.live.LiveMsuFleet;
import dev.fuota.fleet.msu.MsuFleet;
import dev.fuota.fleet.msu.MsuFleetResult;
import dev.fuota.fleet.msu.MsuScenario;
import dev.fuota.fleet.msu.VirtualGround;
import dev.fuota.fleet.msu.report.ComplaintLog;
import dev.fuota.fleet.msu.report.FleetFiles;
import dev.fuota.fleet.msu.report.FleetPage;
import dev.fuota.fleet.msu.report.FleetSummary;
import dev.fuota.fleet.page.FleetPages;
import dev.fuota.fleet.result.Check;
import dev.fuota.fleet.result.FleetJson;
import dev.fuota.fleet.result.FleetResult;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Fleets of clients of Mass Software Upgrade. */
final class MsuKind implements Kind {
  private static final String SCHEME = "msu";

  private final MsuScenario scenario;
  private final MsuLines lines;
  private @Nullable FleetSummary summary;

  /**
   * A fleet at rest.
   *
   * @param text of the scenario
   */
  MsuKind(MsuScenario scenario, String text) {
    this.scenario = scenario;
    this.lines = new MsuLines(scenario, text);
  }

  @Override
  public long seed() {
    return scenario.seed();
  }

  @Override
  public Optional<String> against() {
    return Optional.empty();
  }

  /** In virtual time whatever clock the scenario has: there is nobody else in it. */
  @Override
  public FleetResult run(BooleanSupplier stop) {
    ComplaintLog log = new ComplaintLog();
    MsuFleetResult result = new MsuFleet(scenario, new VirtualGround(scenario.seed()), log).run();
    summary = FleetSummary.of(result, log);
    return lines.of(result.addresses(), result.updated(), result.took(), result.ended());
  }

  @Override
  public Live open(String against) {
    URI server = Sockets.address(against);
    if (!server.getScheme().equals(SCHEME)) {
      throw new IllegalStateException(
          "clients of MSU have a server msu://127.0.0.1, no " + server.getScheme());
    }
    return new MsuLive(LiveMsuFleet.open(scenario, Sockets.loop()), lines);
  }

  @Override
  public List<Check> checks(FleetResult result) {
    return lines.checks(result);
  }

  @Override
  public String keys() {
    return "";
  }

  @Override
  public Map<String, String> reports(String named, FleetResult result) {
    Map<String, String> reports = new LinkedHashMap<>();
    reports.put(FleetPages.JSON, FleetJson.write(result));
    if (summary != null) {
      reports.put(FleetPages.HTML, FleetPage.of(summary));
      reports.put(FleetPages.JUNIT, FleetFiles.junit(summary));
    }
    return reports;
  }
}
