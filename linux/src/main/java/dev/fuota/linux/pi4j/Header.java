package dev.fuota.linux.pi4j;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBus;
import com.pi4j.io.spi.SpiChipSelect;
import com.pi4j.io.spi.SpiMode;
import com.pi4j.provider.Provider;
import dev.fuota.hal.radio.BusFault;
import java.util.function.Supplier;

/**
 * What is taken of the 40-pin header. All of it is given back together.
 *
 * <p>Pi4J keys SPI lines and pins by one and the same number, so that SPI 0.0 would exclude GPIO 0:
 * each has a context of its own.
 */
final class Header implements AutoCloseable {
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

  /**
   * An output.
   *
   * @param rest its level from the beginning, and when it is given back
   */
  DigitalOutput output(String id, int pin, DigitalState rest) {
    return taken(
        pin,
        () ->
            pins.create(
                DigitalOutput.newConfigBuilder(pins)
                    .id(id)
                    .address(pin)
                    .initial(rest)
                    .shutdown(rest)
                    .build()));
  }

  /** An input. Pi4J would hold its edges back for ten milliseconds if not told otherwise. */
  DigitalInput input(String id, int pin) {
    return taken(
        pin,
        () ->
            pins.create(
                DigitalInput.newConfigBuilder(pins)
                    .id(id)
                    .address(pin)
                    .pull(PullResistance.OFF)
                    .debounce(0L)
                    .build()));
  }

  private static <T> T taken(int pin, Supplier<T> create) {
    try {
      return create.get();
    } catch (RuntimeException | LinkageError e) {
      throw new BusFault(BusProblem.pin(pin, e), e);
    }
  }

  /** An SPI bus, with the controller's own line for the chip select. */
  Spi spi(int bus, int chipSelect) {
    try {
      return buses.create(
          Spi.newConfigBuilder(buses)
              .id("radio")
              .bus(SpiBus.getByNumber(bus))
              .chipSelect(SpiChipSelect.getByNumber(chipSelect))
              .mode(SpiMode.MODE_0)
              .baud(SPI_HERTZ)
              .build());
    } catch (RuntimeException | LinkageError e) {
      throw new BusFault(BusProblem.spi(bus, chipSelect, e), e);
    }
  }

  @Override
  public void close() {
    pins.shutdown();
    buses.shutdown();
  }
}
