package dev.fuota.linux.pi4j;

import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.spi.Spi;
import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.board.ChipSelect;
import dev.fuota.drivers.board.Pins;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.radio.RadioBus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The wires to a transceiver on the header of a Raspberry Pi. It belongs to its loop's thread. */
public final class Pi4jRadioBus implements RadioBus {
  /** Most commands are done by then; to sleep would take longer. */
  private static final long SPIN_NANOS = 100_000;

  private static final long NAP_NANOS = 50_000;

  private final EventLoop loop;
  private final Header header;
  private final Spi spi;
  private final @Nullable DigitalOutput select;
  private final DigitalInput irq;
  private final @Nullable DigitalInput dio1;
  private final @Nullable DigitalInput busy;
  private final @Nullable DigitalOutput reset;
  private final @Nullable DigitalOutput rxEnable;
  private final @Nullable DigitalOutput txEnable;

  private Pi4jRadioBus(Header header, Pins pins, EventLoop loop) {
    this.loop = loop;
    this.header = header;
    for (int pin : pins.enable()) {
      header.output("enable" + pin, pin, DigitalState.HIGH);
    }
    this.reset = output("reset", pins.reset(), DigitalState.HIGH);
    this.rxEnable = output("rx", pins.rxEnable(), DigitalState.LOW);
    this.txEnable = output("tx", pins.txEnable(), DigitalState.LOW);
    this.busy = input("busy", pins.busy());
    this.irq = header.input("irq", pins.irq());
    this.dio1 = input("dio1", pins.dio1());
    this.select = select(pins.chipSelect());
    this.spi = header.spi(pins.spiBus(), line(pins.chipSelect()));
  }

  /**
   * Takes the wires of a board.
   *
   * @throws BusFault if one cannot be taken; the message says what to do
   */
  public static Pi4jRadioBus open(Board board, EventLoop loop) {
    Pins pins = board.pins();
    Path device = Path.of("/dev/spidev" + pins.spiBus() + "." + line(pins.chipSelect()));
    Optional<String> problem = BusProblem.before(device);
    if (problem.isPresent()) {
      throw new BusFault(problem.get());
    }
    return open(board, loop, Providers.ofLinux());
  }

  /** The same by other providers, as those of an emulated chip. */
  public static Pi4jRadioBus open(Board board, EventLoop loop, Providers providers) {
    Header header = new Header(providers);
    try {
      return new Pi4jRadioBus(header, board.pins(), loop);
    } catch (BusFault e) {
      header.close();
      throw e;
    }
  }

  private static int line(ChipSelect select) {
    return select.gpio() ? 0 : select.number();
  }

  private @Nullable DigitalOutput output(String id, OptionalInt pin, DigitalState rest) {
    return pin.isPresent() ? header.output(id, pin.getAsInt(), rest) : null;
  }

  private @Nullable DigitalInput input(String id, OptionalInt pin) {
    return pin.isPresent() ? header.input(id, pin.getAsInt()) : null;
  }

  /**
   * Drives the pin, unless the device tree gave it to the SPI driver, as {@code
   * dtoverlay=spi0-1cs,cs0_pin=21} does: then it is refused here, and no need to.
   */
  private @Nullable DigitalOutput select(ChipSelect wired) {
    if (!wired.gpio()) {
      return null;
    }
    try {
      return header.output("select", wired.number(), DigitalState.HIGH);
    } catch (BusFault taken) {
      return null;
    }
  }

  @Override
  public void transfer(byte[] octets, int length) {
    drive(select, false);
    try {
      // Some providers answer with 0, some with the length; only less is an error.
      if (spi.transfer(octets, 0, octets, 0, length) < 0) {
        throw new BusFault("the system refused an SPI transfer; see 'dmesg | tail'");
      }
    } catch (BusFault e) {
      throw e;
    } catch (RuntimeException e) {
      throw new BusFault("an SPI transfer failed: " + e.getMessage(), e);
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
    while (isHigh(busy)) {
      long waited = loop.nanos() - begun;
      if (waited > longest.toNanos()) {
        return !isHigh(busy);
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
    return isHigh(irq) || (dio1 != null && isHigh(dio1));
  }

  @Override
  public void onInterrupt(InterruptListener listener) {
    Stream.of(Optional.of(irq), Optional.ofNullable(dio1))
        .flatMap(Optional::stream)
        .forEach(line -> line.addListener(event -> edge(event.state(), listener)));
  }

  /** On a thread of Pi4J's. */
  private void edge(DigitalState level, InterruptListener listener) {
    long at = loop.nanos();
    if (level.isHigh()) {
      loop.post(() -> listener.onEdge(Duration.ofNanos(loop.nanos() - at)));
    }
  }

  private static boolean isHigh(DigitalInput input) {
    try {
      return input.state().isHigh();
    } catch (RuntimeException e) {
      throw new BusFault("a pin cannot be read: " + e.getMessage(), e);
    }
  }

  private static void drive(@Nullable DigitalOutput pin, boolean high) {
    if (pin == null) {
      return;
    }
    try {
      pin.state(high ? DigitalState.HIGH : DigitalState.LOW);
    } catch (RuntimeException e) {
      throw new BusFault("a pin cannot be driven: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    header.close();
  }
}
