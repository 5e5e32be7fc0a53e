package dev.fuota.tests.radio;

import dev.fuota.agent.mac.MacConfig;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.device.link.RadioLink;
import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.radio.ChipRadio;
import dev.fuota.drivers.radio.RadioHealth;
import dev.fuota.drivers.radio.WindowStatistics;
import dev.fuota.drivers.sx126x.Sx126xRadio;
import dev.fuota.drivers.sx127x.Sx127xRadio;
import dev.fuota.emulators.sx126x.EmulatedBus;
import dev.fuota.emulators.sx126x.Sx126xChip;
import dev.fuota.emulators.sx127x.Sx127xChip;
import dev.fuota.fleet.lorawan.LinkMaker;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Puts a chip and its driver between the MAC of each device and the air. The chip stays with the
 * device over its resets; the driver is a part of the application, and starts with it.
 */
final class ChipLinks implements LinkMaker {
  /** An emulated chip. */
  interface Chip {
    RadioBus wires();

    List<String> violations();

    List<String> remarks();
  }

  /** How a family of chips is made and driven. */
  interface Family {
    Chip chip(Radio air, Simulation simulation);

    ChipRadio driver(RadioBus wires, DeviceLink.Ports ports, RadioHealth health);
  }

  /** The chip of a board. */
  static ChipLinks on(String boardName) {
    Board board = Board.named(boardName).orElseThrow();
    return board.chip().isSx126x() ? sx1262(board) : sx1276(board);
  }

  private static ChipLinks sx1262(Board board) {
    return new ChipLinks(
        new Family() {
          @Override
          public Chip chip(Radio air, Simulation simulation) {
            return new Sx1262(
                new Sx126xChip(air, simulation, simulation, Sx126xChip.Wiring.of(board)));
          }

          @Override
          public ChipRadio driver(RadioBus wires, DeviceLink.Ports ports, RadioHealth health) {
            return new Sx126xRadio(wires, ports.timers(), ports.clock(), board, health);
          }
        });
  }

  private static ChipLinks sx1276(Board board) {
    return new ChipLinks(
        new Family() {
          @Override
          public Chip chip(Radio air, Simulation simulation) {
            return new Sx1276(
                new Sx127xChip(air, simulation, simulation, Sx127xChip.Wiring.of(board)));
          }

          @Override
          public ChipRadio driver(RadioBus wires, DeviceLink.Ports ports, RadioHealth health) {
            return new Sx127xRadio(wires, ports.timers(), ports.clock(), board, health);
          }
        });
  }

  private record Sx1276(Sx127xChip chip) implements Chip {
    @Override
    public RadioBus wires() {
      return new dev.fuota.emulators.sx127x.EmulatedBus(chip);
    }

    @Override
    public List<String> violations() {
      return chip.violations();
    }

    @Override
    public List<String> remarks() {
      return chip.remarks();
    }
  }

  private record Sx1262(Sx126xChip chip) implements Chip {
    @Override
    public RadioBus wires() {
      return new EmulatedBus(chip);
    }

    @Override
    public List<String> violations() {
      return chip.violations();
    }

    @Override
    public List<String> remarks() {
      return chip.remarks();
    }
  }

  private final Family family;
  final List<Chip> chips = new ArrayList<>();
  final List<String> troubles = new ArrayList<>();
  final WindowStatistics windows = new WindowStatistics();
  int starts;

  ChipLinks(Family family) {
    this.family = family;
  }

  /** Every misuse of any chip, and everything that a chip did in vain. */
  List<String> complaints() {
    List<String> all = new ArrayList<>(troubles);
    chips.forEach(chip -> all.addAll(chip.violations()));
    chips.forEach(chip -> all.addAll(chip.remarks()));
    return all;
  }

  @Override
  public DeviceLink make(MacConfig mac, Radio air, Predicate<byte[]> guard, Simulation simulation) {
    Chip chip = family.chip(air, simulation);
    chips.add(chip);
    return new DriverLink(mac, guard, chip);
  }

  /** A MAC on a driver. */
  private final class DriverLink implements DeviceLink {
    private final MacConfig mac;
    private final Predicate<byte[]> guard;
    private final Chip chip;
    private @Nullable ChipRadio radio;

    DriverLink(MacConfig mac, Predicate<byte[]> guard, Chip chip) {
      this.mac = mac;
      this.guard = guard;
      this.chip = chip;
    }

    @Override
    public LorawanLink start(Ports ports) {
      ChipRadio started = family.driver(chip.wires(), ports, new Health());
      radio = started;
      starts++;
      started.start();
      return new RadioLink(mac, started, guard).start(ports);
    }

    @Override
    public void stop() {
      if (radio != null) {
        radio.close();
        radio = null;
      }
    }
  }

  private final class Health implements RadioHealth {
    @Override
    public void onReady(String chip) {}

    @Override
    public void onTrouble(String sentence) {
      troubles.add(sentence);
    }

    @Override
    public void onWindow(Duration late) {
      windows.add(late);
    }
  }
}
