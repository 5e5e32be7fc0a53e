package dev.fuota.cli.agent;

import dev.fuota.agent.mac.MacConfig;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.device.config.LinkSettings;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.device.link.RadioLink;
import dev.fuota.drivers.ChipDrivers;
import dev.fuota.drivers.radio.ChipRadio;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.linux.pi4j.Pi4jRadioBus;
import java.util.function.Predicate;

/** Transceivers on SPI. */
final class Radios {
  private Radios() {}

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
      ChipRadio driver = ChipDrivers.of(radio.board(), bus, loop, loop, health);
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
