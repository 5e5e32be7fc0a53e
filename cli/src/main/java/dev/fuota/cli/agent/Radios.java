package dev.fuota.cli.agent;

import dev.fuota.agent.mac.MacConfig;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.device.config.LinkSettings;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.device.link.RadioLink;
import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.radio.ChipRadio;
import dev.fuota.drivers.radio.RadioHealth;
import dev.fuota.drivers.sx126x.Sx126xRadio;
import dev.fuota.drivers.sx127x.Sx127xRadio;
import dev.fuota.emulators.sx126x.Sx126xChip;
import dev.fuota.emulators.sx127x.Sx127xChip;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.linux.pi4j.Pi4jRadioBus;
import java.time.InstantSource;
import java.util.function.Predicate;

/** Transceivers on SPI: the driver for a board's chip, on its wires or on an emulation. */
final class Radios {
  private Radios() {}

  /**
   * The driver for the chip of a board.
   *
   * @param bus what it is on
   */
  static ChipRadio driver(
      Board board, RadioBus bus, Scheduler scheduler, InstantSource clock, RadioHealth health) {
    return board.chip().isSx126x()
        ? new Sx126xRadio(bus, scheduler, clock, board, health)
        : new Sx127xRadio(bus, scheduler, clock, board, health);
  }

  /** The wires to an emulated chip that sends and receives by {@code air}. */
  static RadioBus emulated(Board board, Radio air, Scheduler scheduler, InstantSource clock) {
    return board.chip().isSx126x()
        ? new dev.fuota.emulators.sx126x.EmulatedBus(
            new Sx126xChip(air, scheduler, clock, Sx126xChip.Wiring.of(board)))
        : new dev.fuota.emulators.sx127x.EmulatedBus(
            new Sx127xChip(air, scheduler, clock, Sx127xChip.Wiring.of(board)));
  }

  /**
   * A device with a real board.
   *
   * @param guard of what it sends
   * @throws InputProblem if the system does not give the wires
   */
  static LinkedGround ground(
      LinkSettings.Radio radio,
      MacConfig mac,
      EventLoop loop,
      LinkHealth health,
      Predicate<byte[]> guard) {
    try {
      RadioBus bus = Pi4jRadioBus.open(radio.board(), loop);
      ChipRadio driver = driver(radio.board(), bus, loop, loop, health);
      return new LoopGround(loop, new Board40(driver, new RadioLink(mac, driver, guard)));
    } catch (BusFault e) {
      throw new InputProblem("RADIO_UNREACHABLE", e.getMessage() + "; fuota doctor says more");
    }
  }

  /** A board on the header. */
  private record Board40(ChipRadio driver, DeviceLink link) implements LoopGround.Hardware {
    @Override
    public void start() {
      driver.start();
    }

    @Override
    public void close() {
      driver.close();
    }
  }
}
