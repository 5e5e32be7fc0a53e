package dev.fuota.cli.agent;

import dev.fuota.agent.mac.MacConfig;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.device.config.LinkSettings;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.device.link.RadioLink;
import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.radio.ChipRadio;
import dev.fuota.fleet.air.Air;
import dev.fuota.fleet.air.LinkModel;
import dev.fuota.fleet.air.Position;
import dev.fuota.fleet.air.StationSettings;
import dev.fuota.fleet.world.LoopRadio;
import dev.fuota.fleet.world.RealTime;
import dev.fuota.fleet.world.VirtualGateway;
import dev.fuota.gateway.concentrator.ConcentratorSettings;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.wire.Backhauls;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.hal.time.Scheduler;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * In an air of its own with a virtual gateway. A device without a chip lives in the time of that
 * air. An emulated chip, its driver and the device live in the loop's own time, as on real
 * hardware, so that their windows are as late as the machine makes them.
 */
final class GatewayGround implements LinkedGround {
  private static final Duration FOREVER = Duration.ofDays(36_500);

  private final RealTime pace;
  private final EventLoop loop;
  private final boolean ownTime;
  private final RandomGenerator random;
  private final Backhauls wires;
  private final DeviceLink link;
  private final Runnable start;

  /**
   * Opens the way to the network server.
   *
   * @param board whose chip is emulated; empty: a radio without a chip
   * @param guard of what the device sends
   */
  GatewayGround(
      LinkSettings.Gateway settings,
      Optional<Board> board,
      MacConfig mac,
      EventLoop loop,
      LinkHealth health,
      Predicate<byte[]> guard) {
    this.pace = RealTime.on(loop, loop.nanos());
    this.loop = loop;
    this.ownTime = board.isPresent();
    this.random = pace.simulation().newRandom();
    Air air =
        new Air(
            pace.simulation(), pace.simulation(), pace.simulation().newRandom(), LinkModel.IDEAL);
    VirtualGateway gateway =
        new VirtualGateway(
            pace,
            air,
            Position.ORIGIN,
            StationSettings.IDEAL,
            new GatewayId(settings.eui().value()),
            ConcentratorSettings.of(mac.region()));
    try {
      this.wires = Backhauls.open(settings.network(), loop, pace.simulation().newRandom());
      gateway.connect(wires.attach(gateway.concentrator(), mac.region()));
    } catch (IOException e) {
      throw new InputProblem(
          "NETWORK_UNREACHABLE", settings.network() + " cannot be used (" + e.getMessage() + ")");
    }
    Radio antenna = air.device(Position.ORIGIN);
    if (board.isPresent()) {
      RadioBus bus = Radios.emulated(board.get(), new LoopRadio(antenna, pace, loop), loop, loop);
      ChipRadio chip = Radios.driver(board.get(), bus, loop, loop, health);
      this.link = new RadioLink(mac, chip, guard);
      this.start = chip::start;
    } else {
      this.link = new RadioLink(mac, antenna, guard);
      this.start = () -> health.onReady("virtual gateway " + settings.eui());
    }
  }

  @Override
  public Scheduler scheduler() {
    return ownTime ? loop : pace.scheduler();
  }

  @Override
  public InstantSource clock() {
    return ownTime ? loop : pace.clock();
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public DeviceLink link() {
    return link;
  }

  @Override
  public void enter(Runnable event) {
    if (ownTime) {
      event.run();
    } else {
      pace.enter(event);
    }
  }

  @Override
  public void start() {
    start.run();
  }

  @Override
  public void run() {
    pace.run(() -> false, FOREVER);
  }

  @Override
  public void close() {
    wires.close();
  }
}
