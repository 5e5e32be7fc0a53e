package dev.fuota.server.network;

import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.server.port.DownlinkChannel;
import java.time.Instant;

/**
 * Where a device listens in a session of its group. It has one receiver: the session's channel
 * takes the place of that of RX2, and nothing that is sent there at any time reaches it. RX1 and
 * RX2 behind its uplinks it opens all the same (TS005, class C session).
 */
record Listening(DownlinkChannel channel, Instant from, Instant until) {

  /** Whether it does not hear a frame that begins now. */
  boolean misses(Instant now, int frequencyHz, DataRate rate) {
    boolean lasts = !now.isBefore(from) && now.isBefore(until);
    boolean there = channel.frequencyHz() == frequencyHz && channel.dataRate().equals(rate);
    return lasts && !there;
  }
}
