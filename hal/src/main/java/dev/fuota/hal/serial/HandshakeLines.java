package dev.fuota.hal.serial;

/**
 * The lines beside a serial line by which a host and a modem tell each other who may speak, as LoRa
 * Basics Modem's {@code hw_modem} has them. Nothing blocks. One thread drives them and is called on
 * it. Lines that cannot be reached read as a modem that is busy and has no event.
 */
public interface HandshakeLines extends AutoCloseable {

  /** Drives COMMAND, which is active low: low while {@code asserted}. */
  void command(boolean asserted);

  /** The level of BUSY: high (true) while the modem does not take a command. */
  boolean busy();

  /** The level of EVENT: high (true) while events wait to be fetched. */
  boolean eventPending();

  /** Calls {@code listener} soon after BUSY or EVENT changed; a change and back may go unheard. */
  void onChange(Runnable listener);

  @Override
  void close();
}
