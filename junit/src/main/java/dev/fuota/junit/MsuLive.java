package dev.fuota.junit;

import dev.fuota.fleet.live.LiveMsuFleet;
import dev.fuota.fleet.msu.FleetClient;
import dev.fuota.fleet.result.FleetResult;

/** Clients of MSU on real sockets. */
final class MsuLive implements Live {
  private final LiveMsuFleet fleet;
  private final MsuLines lines;

  MsuLive(LiveMsuFleet fleet, MsuLines lines) {
    this.fleet = fleet;
    this.lines = lines;
  }

  @Override
  public FleetResult run(Runnable look) {
    fleet.run(look);
    return result();
  }

  @Override
  public FleetResult result() {
    return lines.of(
        fleet.clients().stream().map(FleetClient::address).toList(),
        fleet.clients().stream().map(fleet::has).toList(),
        fleet.took(),
        fleet.isDone());
  }

  @Override
  public void stop() {
    fleet.stop();
  }

  @Override
  public void close() {
    fleet.close();
  }
}
