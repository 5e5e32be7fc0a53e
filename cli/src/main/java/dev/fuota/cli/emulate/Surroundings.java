package dev.fuota.cli.emulate;

import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.LinkModel;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.air.StationSettings;
import dev.fuota.fleet.world.RealTime;
import dev.fuota.fleet.world.VirtualGateway;
import dev.fuota.gateway.concentrator.ConcentratorSettings;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.wire.Backhauls;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.lorawan.region.Region;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What is around one device: an air of its own, and a virtual gateway to a network server. */
final class Surroundings implements AutoCloseable {
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final RealTime pace;
  private final Backhauls wires;
  private final Radio radio;
  private final RandomGenerator random;

  private Surroundings(RealTime pace, Backhauls wires, Radio radio) {
    this.pace = pace;
    this.wires = wires;
    this.radio = radio;
    this.random = pace.simulation().newRandom();
  }

  /**
   * Opens the way to the server, which may not be there yet.
   *
   * @throws IOException if there is no such host
   */
  static Surroundings open(URI network, Region region, long gatewayEui, EventLoop loop)
      throws IOException {
    RealTime pace = RealTime.on(loop, loop.nanos());
    Air air =
        new Air(
            pace.simulation(), pace.simulation(), pace.simulation().newRandom(), LinkModel.IDEAL);
    VirtualGateway gateway =
        new VirtualGateway(
            pace,
            air,
            Position.ORIGIN,
            StationSettings.IDEAL,
            new GatewayId(gatewayEui),
            ConcentratorSettings.of(region));
    Backhauls wires = Backhauls.open(network, loop, pace.simulation().newRandom());
    gateway.connect(wires.attach(gateway.concentrator(), region));
    return new Surroundings(pace, wires, air.device(Position.ORIGIN));
  }

  Radio radio() {
    return radio;
  }

  InstantSource clock() {
    return pace.clock();
  }

  Scheduler scheduler() {
    return pace.scheduler();
  }

  RandomGenerator random() {
    return random;
  }

  /** Does what comes from outside. */
  void enter(Runnable event) {
    pace.enter(event);
  }

  /** Lets time pass until the process is stopped. */
  void run() {
    pace.run(() -> false, FOREVER);
  }

  @Override
  public void close() {
    wires.close();
  }
}
