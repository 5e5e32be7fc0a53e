package dev.fuota.linux.wires;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.board.ChipSelect;
import dev.fuota.drivers.board.Pins;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.linux.wires.Wires.Edges;
import dev.fuota.linux.wires.Wires.Input;
import dev.fuota.linux.wires.Wires.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A transceiver on a header. It belongs to its loop's thread. */
public final class WiredRadioBus implements RadioBus {
  /** Most commands are done by then; to sleep would take longer. */
  private static final long SPIN_NANOS = 100_000;

  private static final long NAP_NANOS = 50_000;

  private final EventLoop loop;
  private final Wires wires;
  private final Wires.Spi spi;
  private final @Nullable Output select;
  private final Input irq;
  private final @Nullable Input dio1;
  private final @Nullable Input busy;
  private final @Nullable Output reset;
  private final @Nullable Output rxEnable;
  private final @Nullable Output txEnable;

  private WiredRadioBus(Wires wires, Pins pins, EventLoop loop) {
    this.loop = loop;
    this.wires = wires;
    for (int pin : pins.enable()) {
      wires.output("enable" + pin, pin, true);
    }
    this.reset = output("reset", pins.reset(), true);
    this.rxEnable = output("rx", pins.rxEnable(), false);
    this.txEnable = output("tx", pins.txEnable(), false);
    this.busy = input("busy", pins.busy(), Edges.NONE);
    this.irq = wires.input("irq", pins.irq(), Edges.RISING);
    this.dio1 = input("dio1", pins.dio1(), Edges.RISING);
    this.select = select(pins.chipSelect());
    this.spi = wires.spi(pins.spiBus(), line(pins.chipSelect()));
  }

  /**
   * Takes the wires of a board.
   *
   * @param taker opens the header; what it opened is given back if a wire cannot be taken
   * @throws BusFault if one cannot be taken; the message says what to do
   */
  public static RadioBus open(Board board, EventLoop loop, Supplier<? extends Wires> taker) {
    Wires wires = taker.get();
    try {
      return new WiredRadioBus(wires, board.pins(), loop);
    } catch (BusFault e) {
      wires.close();
      throw e;
    }
  }

  /**
   * Looks at the SPI line of a board before anything is taken.
   *
   * @throws BusFault if it is not there, or not for us; the message says what to do
   */
  public static void check(Board board) {
    Pins pins = board.pins();
    Path device = Path.of("/dev/spidev" + pins.spiBus() + "." + line(pins.chipSelect()));
    if (!Files.exists(device)) {
      throw new BusFault(
          device
              + " does not exist: SPI is off; add 'dtparam=spi=on' to /boot/firmware/config.txt"
              + " (or type 'sudo raspi-config nonint do_spi 0'), then reboot");
    }
    if (!Files.isReadable(device) || !Files.isWritable(device)) {
      throw new BusFault(
          device
              + ": no permission; type 'sudo usermod -aG spi,gpio $USER', then log in anew (or"
              + " restart the service)");
    }
  }

  private static int line(ChipSelect select) {
    return select.gpio() ? 0 : select.number();
  }

  private @Nullable Output output(String name, OptionalInt pin, boolean rest) {
    return pin.isPresent() ? wires.output(name, pin.getAsInt(), rest) : null;
  }

  private @Nullable Input input(String name, OptionalInt pin, Edges edges) {
    return pin.isPresent() ? wires.input(name, pin.getAsInt(), edges) : null;
  }

  /**
   * Drives the pin, unless the device tree gave it to the SPI driver, as {@code
   * dtoverlay=spi0-1cs,cs0_pin=21} does: then it is refused here, and no need to.
   */
  private @Nullable Output select(ChipSelect wired) {
    if (!wired.gpio()) {
      return null;
    }
    try {
      return wires.output("select", wired.number(), true);
    } catch (BusFault taken) {
      return null;
    }
  }

  @Override
  public void transfer(byte[] octets, int length) {
    drive(select, false);
    try {
      spi.transfer(octets, length);
    } finally {
      drive(select, true);
    }
  }

  @Override
  public boolean awaitReady(Duration longest) {
    if (busy == null) {
      return true;
    }
    long begun = loop.nanos();
    while (busy.isHigh()) {
      long waited = loop.nanos() - begun;
      if (waited > longest.toNanos()) {
        return !busy.isHigh();
      }
      if (waited > SPIN_NANOS) {
        LockSupport.parkNanos(NAP_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
    return true;
  }

  @Override
  public void reset(boolean asserted) {
    drive(reset, !asserted);
  }

  @Override
  public void antenna(Antenna to) {
    // Never both at once: what is to be off goes off first.
    if (to != Antenna.RECEIVE) {
      drive(rxEnable, false);
    }
    if (to != Antenna.TRANSMIT) {
      drive(txEnable, false);
    }
    if (to == Antenna.RECEIVE) {
      drive(rxEnable, true);
    } else if (to == Antenna.TRANSMIT) {
      drive(txEnable, true);
    }
  }

  @Override
  public boolean interruptPending() {
    return irq.isHigh() || (dio1 != null && dio1.isHigh());
  }

  @Override
  public void onInterrupt(InterruptListener listener) {
    irq.onEdge((high, ago) -> edge(high, ago, listener));
    if (dio1 != null) {
      dio1.onEdge((high, ago) -> edge(high, ago, listener));
    }
  }

  /** On the thread that saw it. */
  private void edge(boolean high, long nanosAgo, InterruptListener listener) {
    long at = loop.nanos() - nanosAgo;
    if (high) {
      loop.post(() -> listener.onEdge(Duration.ofNanos(loop.nanos() - at)));
    }
  }

  private static void drive(@Nullable Output pin, boolean high) {
    if (pin != null) {
      pin.set(high);
    }
  }

  @Override
  public void close() {
    wires.close();
  }
}
