package dev.fuota.cli.agent;

import dev.fuota.agent.mac.MacConfig;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.device.config.LinkSettings;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.device.link.RadioLink;
import dev.fuota.drivers.ChipDrivers;
import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.radio.ChipRadio;
import dev.fuota.emulators.EmulatedChips;
import dev.fuota.emulators.chip.EmulatedBus;
import dev.fuota.emulators.chip.EmulatedChip;
import dev.fuota.fleet.world.Surroundings;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.lorawan.region.Region;
import java.io.IOException;
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
  /** The code of a problem that may pass: the name of the server is not known, or not yet. */
  static final String UNREACHABLE = "NETWORK_UNREACHABLE";

  private final Surroundings around;
  private final EventLoop loop;
  private final boolean ownTime;
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
    this.loop = loop;
    this.ownTime = board.isPresent();
    this.around = surroundings(settings, mac.region(), loop);
    if (board.isPresent()) {
      EmulatedChip chip = EmulatedChips.of(board.get(), around.radioInLoopTime(), loop, loop);
      ChipRadio driver = ChipDrivers.of(board.get(), new EmulatedBus(chip), loop, loop, health);
      this.link = new RadioLink(mac, driver, guard);
      this.start = driver::start;
    } else {
      this.link = new RadioLink(mac, around.radio(), guard);
      this.start = () -> health.onReady("virtual gateway " + settings.eui());
    }
  }

  private static Surroundings surroundings(
      LinkSettings.Gateway settings, Region region, EventLoop loop) {
    try {
      GatewayId id = new GatewayId(settings.eui().value());
      return Surroundings.open(settings.network(), region, id, loop);
    } catch (IOException e) {
      throw new InputProblem(
          UNREACHABLE, settings.network() + " cannot be used (" + e.getMessage() + ")");
    }
  }

  @Override
  public Scheduler scheduler() {
    return ownTime ? loop : around.scheduler();
  }

  @Override
  public InstantSource clock() {
    return ownTime ? loop : around.clock();
  }

  @Override
  public RandomGenerator random() {
    return around.random();
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
      around.enter(event);
    }
  }

  @Override
  public void start() {
    start.run();
  }

  @Override
  public void run() {
    around.run();
  }

  @Override
  public void close() {
    around.close();
  }
}
