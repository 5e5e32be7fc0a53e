package dev.fuota.server.network;

import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.Eu868;
import java.time.Instant;

/**
 * The two Class A windows that an uplink opens: RX1 1 s after its end on its own channel, RX2 2 s
 * after its end on the region's.
 *
 * @param uplinkEnd end of the uplink's last symbol
 */
record ReceiveWindows(Instant uplinkEnd, int uplinkFrequencyHz, DataRate uplinkDataRate) {

  record Window(Instant start, int frequencyHz, DataRate dataRate) {}

  Window rx1() {
    return new Window(uplinkEnd.plus(Eu868.RECEIVE_DELAY1), uplinkFrequencyHz, uplinkDataRate);
  }

  Window rx2() {
    return new Window(
        uplinkEnd.plus(Eu868.RECEIVE_DELAY2), Eu868.RX2_FREQUENCY_HZ, Eu868.RX2_DATA_RATE);
  }
}
