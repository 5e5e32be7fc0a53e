package dev.fuota.fleet.world;

import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.LinkModel;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.air.StationSettings;
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

/**
 * What is around one device in real time: an air of its own, and a virtual gateway to a network
 * server.
 */
public final class Surroundings implements AutoCloseable {
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final EventLoop loop;
  private final RealTime pace;
  private final Backhauls wires;
  private final Radio radio;
  private final RandomGenerator random;

  private Surroundings(EventLoop loop, RealTime pace, Backhauls wires, Radio radio) {
    this.loop = loop;
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
  public static Surroundings open(URI network, Region region, GatewayId gatewayId, EventLoop loop)
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
            gatewayId,
            ConcentratorSettings.of(region));
    Backhauls wires = Backhauls.open(network, loop, pace.simulation().newRandom());
    gateway.connect(wires.attach(gateway.concentrator(), region));
    return new Surroundings(loop, pace, wires, air.device(Position.ORIGIN));
  }

  /** The device's end of the air, in the time of {@link #clock}. */
  public Radio radio() {
    return radio;
  }

  /** The same in the time of the loop: for what has its own clock, as hardware has. */
  public Radio radioInLoopTime() {
    return new LoopRadio(radio, pace, loop);
  }

  public InstantSource clock() {
    return pace.clock();
  }

  public Scheduler scheduler() {
    return pace.scheduler();
  }

  public RandomGenerator random() {
    return random;
  }

  /** Does what comes from outside. */
  public void enter(Runnable event) {
    pace.enter(event);
  }

  /** Lets time pass until the process is stopped. */
  public void run() {
    pace.run(() -> false, FOREVER);
  }

  @Override
  public void close() {
    wires.close();
  }
}
