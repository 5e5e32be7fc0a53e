package dev.fuota.tests.radio;

import dev.fuota.agent.mac.MacConfig;
import dev.fuota.device.link.DeviceLink;
import dev.fuota.device.link.RadioLink;
import dev.fuota.drivers.ChipDrivers;
import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.radio.ChipRadio;
import dev.fuota.drivers.radio.RadioHealth;
import dev.fuota.drivers.radio.WindowStatistics;
import dev.fuota.emulators.EmulatedChips;
import dev.fuota.emulators.chip.EmulatedBus;
import dev.fuota.emulators.chip.EmulatedChip;
import dev.fuota.fleet.lorawan.LinkMaker;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.radio.Radio;
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
  /** The chip of a board. */
  static ChipLinks on(String boardName) {
    return new ChipLinks(Board.named(boardName).orElseThrow());
  }

  private final Board board;
  final List<EmulatedChip> chips = new ArrayList<>();
  final List<String> troubles = new ArrayList<>();
  final WindowStatistics windows = new WindowStatistics();
  int starts;

  private ChipLinks(Board board) {
    this.board = board;
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
    EmulatedChip chip = EmulatedChips.of(board, air, simulation, simulation);
    chips.add(chip);
    return new DriverLink(mac, guard, chip);
  }

  /** A MAC on a driver. */
  private final class DriverLink implements DeviceLink {
    private final MacConfig mac;
    private final Predicate<byte[]> guard;
    private final EmulatedChip chip;
    private @Nullable ChipRadio radio;

    DriverLink(MacConfig mac, Predicate<byte[]> guard, EmulatedChip chip) {
      this.mac = mac;
      this.guard = guard;
      this.chip = chip;
    }

    @Override
    public LorawanLink start(Ports ports) {
      ChipRadio started =
          ChipDrivers.of(board, new EmulatedBus(chip), ports.timers(), ports.clock(), new Health());
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
