package dev.fuota.junit;

import dev.fuota.fleet.cell.FleetProgress;
import dev.fuota.fleet.cell.FleetRunner;
import dev.fuota.fleet.live.LiveFleet;
import dev.fuota.fleet.page.FleetPages;
import dev.fuota.fleet.result.Check;
import dev.fuota.fleet.result.FleetJson;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Shard;
import dev.fuota.fleet.scenario.KeyTable;
import dev.fuota.fleet.scenario.Scenario;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Fleets of LoRaWAN devices. */
record LorawanKind(Scenario scenario) implements Kind {
  private static final String BUILT_IN = "built-in";

  @Override
  public long seed() {
    return scenario.seed();
  }

  @Override
  public Optional<String> against() {
    return scenario.network().map(URI::toString);
  }

  @Override
  public FleetResult run(BooleanSupplier stop) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new FleetRunner(scenario, threads, Shard.ALL, FleetProgress.NONE, stop).run();
  }

  @Override
  public Live open(String against) {
    if (against.equals(BUILT_IN)) {
      return new LorawanLive(LiveFleet.paired(scenario, Sockets.loop()));
    }
    URI server = Sockets.address(against);
    try {
      return new LorawanLive(LiveFleet.open(scenario, server, Sockets.loop()));
    } catch (IOException e) {
      throw new IllegalStateException(
          Sockets.shown(server) + " cannot be used (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public List<Check> checks(FleetResult result) {
    return result.checks();
  }

  @Override
  public String keys() {
    return KeyTable.write(scenario.groups());
  }

  @Override
  public Map<String, String> reports(String named, FleetResult result) {
    return Map.of(
        FleetPages.JSON,
        FleetJson.write(result),
        FleetPages.HTML,
        FleetPages.html(named, scenario, result),
        FleetPages.JUNIT,
        FleetPages.junit(named, scenario, result));
  }
}
