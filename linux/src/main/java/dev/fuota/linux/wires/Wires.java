package dev.fuota.linux.wires;

import dev.fuota.hal.radio.BusFault;

/**
 * Pins and buses of a header, as far as they are taken. All are given back together. Each method
 * throws a {@link BusFault} that says what to do if the system refuses.
 */
public interface Wires extends AutoCloseable {

  /**
   * Takes an output.
   *
   * @param name for whoever asks the system who has the pin
   * @param pin BCM number
   * @param rest its level from the beginning
   */
  Output output(String name, int pin, boolean rest);

  /** Takes an input, without a resistor. */
  Input input(String name, int pin, Edges edges);

  /** Takes an SPI line: mode 0, the controller's own chip select. */
  Spi spi(int bus, int chipSelect);

  @Override
  void close();

  /** Which changes of an input are told. */
  enum Edges {
    NONE,
    RISING,
    BOTH
  }

  /** A pin that is driven. */
  interface Output {
    void set(boolean high);
  }

  /** A pin that is read. */
  interface Input {
    boolean isHigh();

    /** Calls {@code listener} after each change, on any thread. */
    void onEdge(Edge listener);
  }

  /** Hears of a change. */
  interface Edge {
    /**
     * Hears of one.
     *
     * @param nanosAgo how long ago it was, as well as the system knows
     */
    void changed(boolean high, long nanosAgo);
  }

  /** An SPI line. */
  interface Spi {
    /** Sends octets, and replaces them by what came meanwhile. */
    void transfer(byte[] octets, int length);
  }
}
