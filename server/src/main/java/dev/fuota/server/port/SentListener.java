package dev.fuota.server.port;

import java.time.Duration;
import java.time.Instant;

/**
 * Is told, at most once, that a downlink was on air: the network's sent report (TP-03). For a frame
 * to a group that several gateways send it is the summary of all of them (TP-07).
 */
@FunctionalInterface
public interface SentListener {

  /** Called at the end of the transmission; of the last one, if several gateways send. */
  void onSent(Sent sent);

  /**
   * A sent report.
   *
   * @param at start of the transmission; of the first one, if several gateways send
   * @param timeOnAir of one transmission
   * @param octets length of the PHYPayload
   * @param gateways how many sent it, 1 or more
   * @param missing how many more should have, but refused or said nothing
   */
  record Sent(Instant at, Duration timeOnAir, int octets, int gateways, int missing) {

    /** Of a frame that one gateway was to send. */
    public Sent(Instant at, Duration timeOnAir, int octets) {
      this(at, timeOnAir, octets, 1, 0);
    }
  }
}
