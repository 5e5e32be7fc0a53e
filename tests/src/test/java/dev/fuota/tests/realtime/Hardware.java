package dev.fuota.tests.realtime;

import dev.fuota.device.link.DeviceLink;
import dev.fuota.device.link.GuardedLink;
import dev.fuota.device.link.RadioLink;
import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.lbm.Lbm;
import dev.fuota.drivers.modem.ModemHealth;
import dev.fuota.drivers.modem.ModemLink;
import dev.fuota.drivers.radio.ChipRadio;
import dev.fuota.drivers.radio.RadioHealth;
import dev.fuota.drivers.radio.WindowStatistics;
import dev.fuota.drivers.rui3.Rui3;
import dev.fuota.drivers.sx126x.Sx126xRadio;
import dev.fuota.drivers.sx127x.Sx127xRadio;
import dev.fuota.emulators.modem.HwModem;
import dev.fuota.emulators.modem.Rak3172;
import dev.fuota.emulators.modem.SerialPeer;
import dev.fuota.emulators.sx126x.Sx126xChip;
import dev.fuota.emulators.sx127x.Sx127xChip;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Emulated hardware, each with its driver, in the time of an event loop. */
final class Hardware implements RadioHealth, ModemHealth, AutoCloseable {
  private static final int BAUD = 115_200;

  private final EventLoop loop;
  private final Town town;
  private final List<Pty> lines = new ArrayList<>();
  private final List<Supplier<List<String>>> chips = new ArrayList<>();

  final List<String> ready = new ArrayList<>();
  final List<String> troubles = new ArrayList<>();
  final WindowStatistics windows = new WindowStatistics();

  Hardware(EventLoop loop, Town town) {
    this.loop = loop;
    this.town = town;
  }

  /** Every misuse of any chip. */
  List<String> violations() {
    return chips.stream().flatMap(chip -> chip.get().stream()).toList();
  }

  /** An SX1262. */
  DeviceLink sx1262(Citizen.Keys keys, BooleanSupplier guard) {
    Board board = Board.named("meshadv-mini").orElseThrow();
    Sx126xChip chip = new Sx126xChip(town.antenna(), loop, loop, Sx126xChip.Wiring.of(board));
    chips.add(chip::violations);
    return radio(
        keys,
        guard,
        new Sx126xRadio(new dev.fuota.emulators.sx126x.EmulatedBus(chip), loop, loop, board, this));
  }

  /** An SX1276. */
  DeviceLink sx1276(Citizen.Keys keys, BooleanSupplier guard) {
    Board board = Board.named("adafruit-rfm95w").orElseThrow();
    Sx127xChip chip = new Sx127xChip(town.antenna(), loop, loop, Sx127xChip.Wiring.of(board));
    chips.add(chip::violations);
    return radio(
        keys,
        guard,
        new Sx127xRadio(new dev.fuota.emulators.sx127x.EmulatedBus(chip), loop, loop, board, this));
  }

  private static DeviceLink radio(Citizen.Keys keys, BooleanSupplier guard, ChipRadio driver) {
    driver.start();
    return new RadioLink(keys.mac(), driver, frame -> guard.getAsBoolean());
  }

  /** A RAK3172 on a serial line. */
  DeviceLink rak3172(Citizen.Keys keys, BooleanSupplier guard) throws IOException {
    NorFlash memory = new NorFlash(FlashProfile.STM32WL, new PowerSupply(1));
    Rak3172 modem =
        new Rak3172(
            Rak3172.Firmware.V4_2_1,
            town.antenna(),
            new JournalNvm(new Partition(memory, 0, 4)),
            loop,
            loop,
            new SplittableRandom(31));
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
