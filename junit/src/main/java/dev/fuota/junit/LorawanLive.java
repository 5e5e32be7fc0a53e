package dev.fuota.junit;

import dev.fuota.fleet.live.LiveFleet;
import dev.fuota.fleet.result.FleetResult;
import java.time.Duration;

/** A fleet of LoRaWAN devices in real time. */
record LorawanLive(LiveFleet fleet) implements Live {
  private static final Duration LOOK = Duration.ofMillis(100);

  @Override
  public FleetResult run(Runnable look) {
    return fleet.run(LOOK, figures -> look.run());
  }

  @Override
  public FleetResult result() {
    return fleet.soFar();
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
