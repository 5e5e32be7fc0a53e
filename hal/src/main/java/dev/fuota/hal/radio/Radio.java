package dev.fuota.hal.radio;

import java.time.Duration;

/**
 * A LoRa transceiver of an end device: it sends with normal IQ and CRC, and receives with inverted
 * IQ and without CRC, as LoRaWAN devices do. One operation at a time; a new one ends the one
 * before.
 */
public interface Radio {

  void listen(Listener listener);

  /**
   * Sends; {@link Listener#onTransmitted} follows at the end of the last symbol.
   *
   * @param eirpDbm power, as near as the radio can
   */
  void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload);

  /**
   * Announces what comes next, so that a chip can be set up in time: a {@link #receive} on {@code
   * channel}, {@code in} from now. Before then the radio may be asked for other things.
   */
  default void expect(LoraChannel channel, Duration in) {}

  /**
   * Listens for a frame whose preamble begins within {@code window} from now; ends with {@link
   * Listener#onReceived} or {@link Listener#onReceiveTimeout}.
   */
  void receive(LoraChannel channel, Duration window);

  /**
   * Listens for a beacon, which has another form than a downlink: normal IQ, a preamble of ten
   * symbols, an implicit header. It ends as {@link #receive} does.
   *
   * @param length octets of the beacon
   */
  void receiveBeacon(LoraChannel channel, int length, Duration window);

  /** Listens until another operation, with {@link Listener#onReceived} for each frame. */
  void receiveContinuously(LoraChannel channel);

  void sleep();

  /** What the transceiver reports. */
  interface Listener {
    /**
     * A frame was sent.
     *
     * @param ago the time since the end of its last symbol; zero or more
     */
    void onTransmitted(Duration ago);

    /** A frame has ended; it is as received, nothing is checked. */
    void onReceived(byte[] phyPayload, Quality quality);

    void onReceiveTimeout();
  }
}
