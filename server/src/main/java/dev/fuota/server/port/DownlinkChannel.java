package dev.fuota.server.port;

import dev.fuota.protocol.lorawan.DataRate;
import java.util.OptionalInt;

/**
 * Where multicast frames are sent.
 *
 * @param frequencyHz carrier; in class B 0 stands for where the region puts ping slots
 * @param pingPeriodicity 0..7 for a group that listens in its ping slots (class B); empty for one
 *     that listens all the time (class C)
 */
public record DownlinkChannel(int frequencyHz, DataRate dataRate, OptionalInt pingPeriodicity) {

  /** A channel on which the group listens all the time. */
  public DownlinkChannel(int frequencyHz, DataRate dataRate) {
    this(frequencyHz, dataRate, OptionalInt.empty());
  }
}
