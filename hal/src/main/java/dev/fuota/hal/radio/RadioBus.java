package dev.fuota.hal.radio;

import java.time.Duration;

/**
 * The wires to a transceiver chip: SPI, and the pins beside it. One thread drives it and is called
 * on it. Where a chip has no such pin, the method has no effect.
 */
public interface RadioBus extends AutoCloseable {

  /**
   * One SPI frame, mode 0, most significant bit first: chip select low, {@code length} octets out
   * and as many in, chip select high.
   *
   * @param octets sent, and replaced by what the chip answered; 1..260
   * @throws BusFault if the system reports an error
   */
  void transfer(byte[] octets, int length);

  /**
   * Waits until BUSY is low.
   *
   * @return false if it still is not after {@code longest}
   */
  boolean awaitReady(Duration longest);

  /** Drives NRESET: low while {@code asserted}. */
  void reset(boolean asserted);

  /** Sets the antenna switch, and the amplifiers behind it. */
  void antenna(Antenna to);

  /** The level of the interrupt line. */
  boolean interruptPending();

  /**
   * Calls {@code listener} after each rising edge of the interrupt line.
   *
   * @param listener is told how long ago the edge was, as well as the system knows
   */
  void onInterrupt(InterruptListener listener);

  @Override
  void close();

  /** Where the antenna leads. */
  enum Antenna {
    OFF,
    RECEIVE,
    TRANSMIT
  }

  /** Hears interrupts. */
  interface InterruptListener {
    void onEdge(Duration ago);
  }
}
