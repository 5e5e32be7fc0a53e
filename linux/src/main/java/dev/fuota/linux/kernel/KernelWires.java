package dev.fuota.linux.kernel;

import dev.fuota.drivers.board.Board;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.hal.serial.HandshakeLines;
import dev.fuota.linux.libc.GpioChip;
import dev.fuota.linux.libc.GpioLine;
import dev.fuota.linux.libc.GpioLine.Use;
import dev.fuota.linux.libc.SpiDevice;
import dev.fuota.linux.wires.WiredHandshakeLines;
import dev.fuota.linux.wires.WiredRadioBus;
import dev.fuota.linux.wires.Wires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/**
 * A header by {@code /dev/gpiochipN} and {@code /dev/spidevB.C}, without Pi4J: on boards that it
 * does not know, with the kernel's own time of each edge, and without a thread that looks every ten
 * milliseconds whether there was one. It has not been run on a board.
 */
public final class KernelWires implements Wires {
  private static final int SPI_HERTZ = 2_000_000;
  private static final int LONGEST_TRANSFER = 260;

  private final Path chip;
  private final Deque<AutoCloseable> taken = new ArrayDeque<>();

  private KernelWires(Path chip) {
    this.chip = chip;
  }

  /**
   * Takes the wires of a board.
   *
   * @throws BusFault if one cannot be taken; the message says what to do
   */
  public static RadioBus radio(Board board, EventLoop loop) {
    WiredRadioBus.check(board);
    return WiredRadioBus.open(board, loop, () -> new KernelWires(header(Path.of("/dev"))));
  }

  /**
   * Takes three pins, by their BCM numbers.
   *
   * @throws BusFault if one cannot be taken; the message says what to do
   */
  public static HandshakeLines handshake(int command, int busy, int event, EventLoop loop) {
    return WiredHandshakeLines.open(
        command, busy, event, loop, () -> new KernelWires(header(Path.of("/dev"))));
  }

  /** The first chip that is a pin controller: the numbers of the others differ between kernels. */
  private static Path header(Path devices) {
    try (Stream<Path> all = Files.list(devices)) {
      return all.filter(file -> file.getFileName().toString().matches("gpiochip\\d+"))
          .sorted()
          .filter(file -> GpioChip.label(file).orElse("").contains("pinctrl"))
          .findFirst()
          .orElseThrow(
              () ->
                  new BusFault(
                      "no /dev/gpiochip* that may be used is a pin controller; see what is missing"
                          + " with 'fuota doctor --mode spi'"));
    } catch (IOException e) {
      throw new BusFault("the devices cannot be listed: " + e.getMessage(), e);
    }
  }

  @Override
  public Output output(String name, int pin, boolean rest) {
    GpioLine line = line(name, pin, rest ? Use.OUTPUT_HIGH : Use.OUTPUT_LOW);
    // The kernel leaves a pin as it was driven last.
    taken.addFirst(() -> line.set(rest));
    return high -> {
      try {
        line.set(high);
      } catch (IOException e) {
        throw new BusFault("GPIO" + pin + " cannot be driven: " + e.getMessage(), e);
      }
    };
  }

  @Override
  public Input input(String name, int pin, Edges edges) {
    Use use =
        switch (edges) {
          case NONE -> Use.INPUT;
          case RISING -> Use.INPUT_RISING;
          case BOTH -> Use.INPUT_BOTH;
        };
    return new Line(pin, line(name, pin, use));
  }

  private record Line(int pin, GpioLine line) implements Input {
    @Override
    public boolean isHigh() {
      try {
        return line.get();
      } catch (IOException e) {
        throw new BusFault("GPIO" + pin + " cannot be read: " + e.getMessage(), e);
      }
    }

    @Override
    public void onEdge(Edge listener) {
      line.onEdge(listener::changed);
    }
  }

  private GpioLine line(String name, int pin, Use use) {
    try {
      GpioLine line = GpioLine.take(chip, pin, "fuota " + name, use);
      taken.addFirst(line);
      return line;
    } catch (IOException e) {
      String user = GpioChip.user(chip, pin).map(who -> "'" + who + "' has it").orElse("");
      String why = user.isEmpty() ? String.valueOf(e.getMessage()) : user;
      throw new BusFault(
          "GPIO"
              + pin
              + " cannot be taken: "
              + why
              + "; see the pins of your board with 'fuota doctor --board NAME'",
          e);
    }
  }

  @Override
  public Spi spi(int bus, int chipSelect) {
    Path device = Path.of("/dev/spidev" + bus + "." + chipSelect);
    try {
      SpiDevice spi = SpiDevice.open(device, SPI_HERTZ, LONGEST_TRANSFER);
      taken.addFirst(spi);
      return (octets, length) -> transfer(spi, octets, length);
    } catch (IOException e) {
      throw new BusFault(
          device + " does not open: " + e.getMessage() + "; see 'fuota doctor --mode spi'", e);
    }
  }

  private static void transfer(SpiDevice spi, byte[] octets, int length) {
    try {
      spi.exchange(octets, length);
    } catch (IOException e) {
      throw new BusFault("an SPI transfer failed: " + e.getMessage() + "; see 'dmesg | tail'", e);
    }
  }

  @Override
  public void close() {
    for (AutoCloseable each : taken) {
      try {
        each.close();
      } catch (Exception e) {
        // A pin that is gone cannot be put to rest; the others still can.
      }
    }
    taken.clear();
  }
}
