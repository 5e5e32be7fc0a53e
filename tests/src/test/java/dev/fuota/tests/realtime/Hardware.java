package dev.fuota.tests.realtime;

import dev.fuota.device.link.DeviceLink;
import dev.fuota.device.link.GuardedLink;
import dev.fuota.device.link.RadioLink;
import dev.fuota.drivers.ChipDrivers;
import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.lbm.Lbm;
import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.radio.ChipRadio;
import dev.fuota.drivers.radio.RadioHealth;
import dev.fuota.drivers.radio.WindowStatistics;
import dev.fuota.drivers.rui3.Rui3;
import dev.fuota.emulators.EmulatedChips;
import dev.fuota.emulators.chip.EmulatedBus;
import dev.fuota.emulators.chip.EmulatedChip;
import dev.fuota.emulators.modem.HwModem;
import dev.fuota.emulators.modem.ModemParts;
import dev.fuota.emulators.modem.Rak3172;
import dev.fuota.emulators.modem.SerialPeer;
import dev.fuota.hal.flash.Partition;
import dev.fuota.hal.link.LinkCapabilities;
import dev.fuota.hal.link.LorawanLink;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.hal.serial.SerialLine;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.linux.libc.Pty;
import dev.fuota.linux.serial.JSerialLine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Emulated hardware, each with its driver, in the time of an event loop. */
final class Hardware implements RadioHealth, ModemHealth, AutoCloseable {
  private static final int BAUD = 115_200;

  private final EventLoop loop;
  private final Town town;
  private final List<Pty> lines = new ArrayList<>();
  private final List<EmulatedChip> chips = new ArrayList<>();

  final List<String> ready = new ArrayList<>();
  final List<String> troubles = new ArrayList<>();
  final WindowStatistics windows = new WindowStatistics();

  Hardware(EventLoop loop, Town town) {
    this.loop = loop;
    this.town = town;
  }

  /** Every misuse of any chip. */
  List<String> violations() {
    return chips.stream().flatMap(chip -> chip.violations().stream()).toList();
  }

  /** An SX1262. */
  DeviceLink sx1262(Citizen.Keys keys, BooleanSupplier guard) {
    return radio("meshadv-mini", keys, guard);
  }

  /** An SX1276. */
  DeviceLink sx1276(Citizen.Keys keys, BooleanSupplier guard) {
    return radio("adafruit-rfm95w", keys, guard);
  }

  private DeviceLink radio(String boardName, Citizen.Keys keys, BooleanSupplier guard) {
    Board board = Board.named(boardName).orElseThrow();
    EmulatedChip chip = EmulatedChips.of(board, town.antenna(), loop, loop);
    chips.add(chip);
    ChipRadio driver = ChipDrivers.of(board, new EmulatedBus(chip), loop, loop, this);
    driver.start();
    return new RadioLink(keys.mac(), driver, frame -> guard.getAsBoolean());
  }

  /** A RAK3172 on a serial line. */
  DeviceLink rak3172(Citizen.Keys keys, BooleanSupplier guard) throws IOException {
    NorFlash memory = new NorFlash(FlashProfile.STM32WL, new PowerSupply(1));
    Rak3172 modem =
        new Rak3172(
            Rak3172.Firmware.V4_2_1,
            new ModemParts(
                town.antenna(),
                new JournalNvm(new Partition(memory, 0, 4)),
                loop,
                loop,
                new SplittableRandom(31)));
    Pty line = line(modem);
    return new OnLine(
        guard,
        ports ->
            Rui3.link(
                open(line), keys.modem(), ports.timers(), ports.clock(), ports.random(), this));
  }

  /** LoRa Basics Modem on a serial line, with its handshake lines beside it. */
  DeviceLink lbm(Citizen.Keys keys, BooleanSupplier guard) throws IOException {
    HwModem modem = new HwModem(town.antenna(), loop, loop, new SplittableRandom(32));
    Pty line = line(modem);
    return new OnLine(
        guard,
        ports ->
            Lbm.link(
                open(line),
                modem.lines(),
                keys.modem(),
                ports.timers(),
                ports.clock(),
                ports.random(),
                this));
  }

  private Pty line(SerialPeer modem) throws IOException {
    Pty line = Pty.open(loop);
    line.pace(BAUD);
    modem.attach(line::write);
    line.onOctets(modem::onOctets);
    lines.add(line);
    return line;
  }

  private SerialLine open(Pty line) {
    return JSerialLine.open(line.slave(), BAUD, loop);
  }

  /** Finds its modem anew with each start of the device. */
  private static final class OnLine implements DeviceLink {
    private final BooleanSupplier guard;
    private final Driver driver;
    private @Nullable ModemLink link;

    /** Speaks to a modem from one start of the device to the next. */
    interface Driver {
      ModemLink link(Ports ports);
    }

    OnLine(BooleanSupplier guard, Driver driver) {
      this.guard = guard;
      this.driver = driver;
    }

    @Override
    public LorawanLink start(Ports ports) {
      ModemLink started = driver.link(ports);
      link = started;
      started.start();
      return new GuardedLink(started, guard, ports.timers());
    }

    @Override
    public void stop() {
      if (link != null) {
        link.close();
        link = null;
      }
    }
  }

  @Override
  public void onReady(String chip) {
    ready.add(chip);
  }

  @Override
  public void onReady(String modem, LinkCapabilities capabilities) {
    ready.add(modem);
  }

  @Override
  public void onTrouble(String sentence) {
    troubles.add(sentence);
  }

  @Override
  public void onWindow(Duration late) {
    windows.add(late);
  }

  @Override
  public void close() {
    lines.forEach(Pty::close);
  }
}
