package dev.fuota.tests.modem;

import dev.fuota.device.link.DeviceLink;
import dev.fuota.drivers.atslave.AtSlave;
import dev.fuota.drivers.lbm.Lbm;
import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.drivers.murata.Murata;
import dev.fuota.drivers.rn2483.Rn2483;
import dev.fuota.drivers.rui3.Rui3;
import dev.fuota.drivers.wioe5.WioE5;
import dev.fuota.emulators.modem.HwModem;
import dev.fuota.emulators.modem.ModemParts;
import dev.fuota.emulators.modem.Rak3172;
import dev.fuota.emulators.modem.SerialPeer;
import dev.fuota.emulators.smp.PacedLine;
import dev.fuota.hal.link.LinkCapabilities;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.nvm.Nvm;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.serial.HandshakeLines;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.time.Scheduler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A modem with a power supply of its own beside a device. A device that starts again finds it as it
 * is, with its session and its groups.
 */
final class ModemOnLine implements DeviceLink, ModemHealth {
  private static final int BAUD = 115_200;
  private static final int SLOW_BAUD = 9600;
  private static final int RN_BAUD = 57_600;
  private static final int MURATA_BAUD = 19_200;

  /** Speaks to the modem from one start of the device to the next. */
  interface Driver {
    ModemLink link(SerialLine line, Ports ports, ModemHealth health);
  }

  private final Simulation simulation;
  private final SerialPeer modem;
  private final int baud;
  private final Driver driver;
  private @Nullable PacedLine line;
  private @Nullable ModemLink link;

  final List<String> ready = new ArrayList<>();
  final List<String> troubles = new ArrayList<>();

  private ModemOnLine(Simulation simulation, SerialPeer modem, int baud, Driver driver) {
    this.baud = baud;
    this.simulation = simulation;
    this.modem = modem;
    this.driver = driver;
  }

  private static ModemParts parts(Simulation simulation, Radio radio) {
    return new ModemParts(radio, new Memory(), simulation, simulation, simulation.newRandom());
  }

  static ModemOnLine rak3172(Simulation simulation, Radio radio, ModemSettings settings) {
    Rak3172 modem = new Rak3172(Rak3172.Firmware.V4_2_1, parts(simulation, radio));
    return new ModemOnLine(
        simulation,
        modem,
        BAUD,
        (line, ports, health) ->
            Rui3.link(line, settings, ports.timers(), ports.clock(), ports.random(), health));
  }

  static ModemOnLine lbm(Simulation simulation, Radio radio, ModemSettings settings) {
    HwModem modem = new HwModem(radio, simulation, simulation, simulation.newRandom());
    return new ModemOnLine(
        simulation,
        modem,
        BAUD,
        (line, ports, health) ->
            Lbm.link(
                line,
                new DeviceLines(modem.lines(), ports),
                settings,
                ports.timers(),
                ports.clock(),
                ports.random(),
                health));
  }

  /** As it is delivered, slow and without a word on whom a downlink is for. */
  static ModemOnLine wioE5(Simulation simulation, Radio radio, ModemSettings settings) {
    dev.fuota.emulators.modem.WioE5 modem =
        new dev.fuota.emulators.modem.WioE5(false, parts(simulation, radio));
    return new ModemOnLine(
        simulation,
        modem,
        SLOW_BAUD,
        (line, ports, health) ->
            WioE5.link(line, settings, ports.timers(), ports.clock(), ports.random(), health));
  }

  static ModemOnLine rn2483(Simulation simulation, Radio radio, ModemSettings settings) {
    dev.fuota.emulators.modem.Rn2483 modem =
        new dev.fuota.emulators.modem.Rn2483("RN2483", "1.0.5", parts(simulation, radio));
    return new ModemOnLine(
        simulation,
        modem,
        RN_BAUD,
        (line, ports, health) ->
            Rn2483.link(line, settings, ports.timers(), ports.clock(), ports.random(), health));
  }

  static ModemOnLine murata(Simulation simulation, Radio radio, ModemSettings settings) {
    dev.fuota.emulators.modem.Murata modem =
        new dev.fuota.emulators.modem.Murata(parts(simulation, radio));
    return new ModemOnLine(
        simulation,
        modem,
        MURATA_BAUD,
        (line, ports, health) ->
            Murata.link(line, settings, ports.timers(), ports.clock(), ports.random(), health));
  }

  static ModemOnLine atSlave(Simulation simulation, Radio radio, ModemSettings settings) {
    dev.fuota.emulators.modem.AtSlave modem =
        new dev.fuota.emulators.modem.AtSlave(parts(simulation, radio));
    return new ModemOnLine(
        simulation,
        modem,
        SLOW_BAUD,
        (line, ports, health) ->
            AtSlave.link(line, settings, ports.timers(), ports.clock(), ports.random(), health));
  }

  @Override
  public LorawanLink start(Ports ports) {
    Scheduler entering =
        (delay, action) -> simulation.after(delay, () -> ports.device().accept(action));
    PacedLine opened = new PacedLine(modem, entering, simulation, baud);
    ModemLink started = driver.link(opened, ports, this);
    line = opened;
    link = started;
    started.start();
    return started;
  }

  @Override
  public void stop() {
    if (link != null) {
      link.close();
    }
  }

  /** The plug is pulled, and put in again some time later. */
  void unplugFor(java.time.Duration time) {
    PacedLine pulled = line;
    if (pulled != null) {
      pulled.unplug();
      simulation.after(time, pulled::plug);
    }
  }

  @Override
  public void onReady(String identity, LinkCapabilities capabilities) {
    ready.add(identity);
  }

  @Override
  public void onTrouble(String sentence) {
    troubles.add(sentence);
  }

  /** The modem's lines as the device has them. */
  private record DeviceLines(HandshakeLines lines, Ports ports) implements HandshakeLines {
    @Override
    public void command(boolean asserted) {
      lines.command(asserted);
    }

    @Override
    public boolean busy() {
      return lines.busy();
    }

    @Override
    public boolean eventPending() {
      return lines.eventPending();
    }

    @Override
    public void onChange(Runnable listener) {
      lines.onChange(() -> ports.device().accept(listener));
    }

    @Override
    public void close() {
      lines.close();
    }
  }

  /** The flash of the modem's MAC. */
  private static final class Memory implements Nvm {
    private final Map<Integer, byte[]> records = new HashMap<>();

    @Override
    public Optional<byte[]> read(int key) {
      return Optional.ofNullable(records.get(key)).map(byte[]::clone);
    }

    @Override
    public void write(int key, byte[] value) {
      records.put(key, value.clone());
    }

    @Override
    public void delete(int key) {
      records.remove(key);
    }
  }
}
