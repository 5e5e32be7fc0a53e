package dev.fuota.drivers.radio;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.Optional;

/**
 * A transceiver chip as {@link ChipRadio} uses it: brought into a form, started, asked what came of
 * it. Every method may throw {@link ChipTrouble} or a bus fault.
 */
public interface LoraChip {
  /** A frame was sent. */
  int TX_DONE = 1;

  /** A frame was received. */
  int RX_DONE = 1 << 1;

  /** The chip itself ended what it did, because it took too long. */
  int TIMEOUT = 1 << 2;

  /** There was a frame, and its header or its payload is damaged. */
  int DAMAGED = 1 << 3;

  /** A preamble was detected; the frame goes on. */
  int PREAMBLE = 1 << 4;

  /** A header was received; the frame goes on. */
  int HEADER = 1 << 5;

  /** A frame as the chip has it. */
  record Frame(Bytes phyPayload, Quality quality) {}

  /**
   * Why the driver does not offer a channel, FSK apart.
   *
   * @return a sentence that says what to do; empty if it does
   */
  default Optional<String> refuses(LoraChannel channel) {
    return Optional.empty();
  }

  /** Sets the chip up that was reset. */
  void setUp();

  /** Ends whatever it does. */
  void standBy();

  /** After a transmission it stands by of itself. */
  void rest();

  void sleep();

  /** Brings everything into form for {@link #send}. */
  void prepareSending(LoraChannel channel, int powerDbm, byte[] phyPayload);

  /**
   * Sends what was prepared.
   *
   * @param limit after which the chip gives up, if it can
   */
  void send(Duration limit);

  /** From {@link #send} to the first symbol. */
  Duration rampUp();

  /** Whether {@link #receive} is all that is left to do. */
  boolean isPrepared(Reception reception);

  /** Brings everything into form for {@link #receive}. */
  void prepareReceiving(Reception reception);

  /** Receives what was prepared. */
  void receive(Reception reception);

  /** When the reception of nothing is over, from its beginning. */
  Duration limit(Reception reception);

  /**
   * Reads and clears what the chip reports.
   *
   * @return all of this interface's flags that were set
   */
  int takeInterrupts();

  /** The flags that the interrupt line tells of. */
  int atTheLine();

  /** Whether a reception that was to end is going on all the same, as there is a frame. */
  boolean isReceiving();

  /** The frame that was received last. */
  Frame frame();
}
