package dev.fuota.fleet.air;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.TxParameters;
import java.time.Duration;

/** The forms of frames; a receiver that waits for one hears none of the others. */
enum Form {
  /** From a device: normal IQ and a CRC. */
  UPLINK(8),
  /** To devices: inverted IQ and no CRC. */
  DOWNLINK(8),
  /** From a gateway, but not for devices: normal IQ and no CRC. */
  PROPRIETARY(8),
  /** From a gateway: normal IQ, implicit header and no CRC. */
  BEACON(10);

  /** Of the preamble, without which a receiver does not detect a frame. */
  private static final int SYMBOLS_NEEDED = 6;

  /** A receiver may miss three of the five octets of the FSK preamble. */
  private static final int FSK_BITS_SPARE = 24;

  private final int preambleSymbols;

  Form(int preambleSymbols) {
    this.preambleSymbols = preambleSymbols;
  }

  /** How late a receiver may open after the frame began: two symbols of an ordinary preamble. */
  Duration spare(LoraChannel channel) {
    int symbols = channel.isFsk() ? FSK_BITS_SPARE : preambleSymbols - SYMBOLS_NEEDED;
    return Duration.ofNanos(symbols * channel.symbolNanos());
  }

  /** How long the preamble lasts in which a receiver may still change to a stronger frame. */
  long preambleNanos(LoraChannel channel) {
    return preambleSymbols * channel.symbolNanos();
  }

  /** The time on air. */
  long nanos(LoraChannel channel, int octets) {
    return (channel.isFsk() ? TimeOnAir.ofFsk(octets) : TimeOnAir.of(lora(channel), octets))
        .toNanos();
  }

  private TxParameters lora(LoraChannel channel) {
    int spreadingFactor = channel.spreadingFactor();
    int bandwidth = channel.bandwidthHz();
    return switch (this) {
      case UPLINK -> TxParameters.uplink(spreadingFactor, bandwidth);
      case DOWNLINK, PROPRIETARY -> TxParameters.downlink(spreadingFactor, bandwidth);
      case BEACON -> TxParameters.beacon(spreadingFactor, bandwidth);
    };
  }
}
