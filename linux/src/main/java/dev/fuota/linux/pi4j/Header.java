package dev.fuota.linux.pi4j;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.io.spi.SpiBus;
import com.pi4j.io.spi.SpiChipSelect;
import com.pi4j.io.spi.SpiMode;
import com.pi4j.provider.Provider;
import dev.fuota.hal.radio.BusFault;
import dev.fuota.linux.wires.Wires;
import java.util.function.Supplier;

/**
 * The 40-pin header by Pi4J.
 *
 * <p>Pi4J keys SPI lines and pins by one and the same number, so that SPI 0.0 would exclude GPIO 0:
 * each has a context of its own.
 */
final class Header implements Wires {
  /** All the chips go up to 10 MHz and more; wires between boards do not. */
  private static final int SPI_HERTZ = 2_000_000;

  private final Context pins;
  private final Context buses;

  Header(Providers providers) {
    this.pins = context(providers.inputs(), providers.outputs());
    this.buses = context(providers.spi());
  }

  private static Context context(Provider<?, ?, ?>... providers) {
    return Pi4J.newContextBuilder().noAutoDetect().disableShutdownHook().add(providers).build();
  }

  @Override
  public Output output(String name, int pin, boolean rest) {
    DigitalState level = level(rest);
    DigitalOutput output =
        taken(
            pin,
            () ->
                pins.create(
                    DigitalOutput.newConfigBuilder(pins)
                        .id(name)
                        .address(pin)
                        .initial(level)
                        .shutdown(level)
                        .build()));
    return high -> used("GPIO" + pin, () -> output.state(level(high)));
  }

  private static DigitalState level(boolean high) {
    return high ? DigitalState.HIGH : DigitalState.LOW;
  }

  /**
   * Pi4J tells every edge, whichever are wanted; it would hold them back for ten milliseconds if
   * not told otherwise.
   */
  @Override
  public Input input(String name, int pin, Edges edges) {
    return new Line(
        pin,
        taken(
            pin,
            () ->
                pins.create(
                    DigitalInput.newConfigBuilder(pins)
                        .id(name)
                        .address(pin)
                        .pull(PullResistance.OFF)
                        .debounce(0L)
                        .build())));
  }

  private record Line(int pin, DigitalInput input) implements Input {
    @Override
    public boolean isHigh() {
      return used("GPIO" + pin, () -> input.state().isHigh());
    }

    @Override
    public void onEdge(Edge listener) {
      // Pi4J keeps the kernel's time of the edge to itself: it was now, for all we know.
      input.addListener(event -> listener.changed(event.state().isHigh(), 0));
    }
  }

  private static <T> T taken(int pin, Supplier<T> create) {
    try {
      return create.get();
    } catch (RuntimeException | LinkageError e) {
      throw new BusFault(BusProblem.pin(pin, e), e);
    }
  }

  @Override
  public Spi spi(int bus, int chipSelect) {
    try {
      com.pi4j.io.spi.Spi line =
          buses.create(
              com.pi4j.io.spi.Spi.newConfigBuilder(buses)
                  .id("radio")
                  .bus(SpiBus.getByNumber(bus))
                  .chipSelect(SpiChipSelect.getByNumber(chipSelect))
                  .mode(SpiMode.MODE_0)
                  .baud(SPI_HERTZ)
                  .build());
      return (octets, length) -> transfer(line, octets, length);
    } catch (RuntimeException | LinkageError e) {
      throw new BusFault(BusProblem.spi(bus, chipSelect, e), e);
    }
  }

  private static void transfer(com.pi4j.io.spi.Spi line, byte[] octets, int length) {
    int done = used("SPI", () -> line.transfer(octets, 0, octets, 0, length));
    // Some providers answer with 0, some with the length; only less is an error.
    if (done < 0) {
      throw new BusFault("the system refused an SPI transfer; see 'dmesg | tail'");
    }
  }

  private static <T> T used(String what, Supplier<T> use) {
    try {
      return use.get();
    } catch (RuntimeException e) {
      throw new BusFault(what + " cannot be used any more: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    pins.shutdown();
    buses.shutdown();
  }
}
