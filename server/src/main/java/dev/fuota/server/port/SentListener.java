package dev.fuota.server.port;

import java.time.Duration;
import java.time.Instant;

/** Is told, at most once, that a downlink was on air: the network's sent report (TP-03). */
@FunctionalInterface
public interface SentListener {

  /** Called at the end of the transmission. */
  void onSent(Sent sent);

  /**
   * A sent report.
   *
   * @param at start of the transmission
   * @param octets length of the PHYPayload
   */
  record Sent(Instant at, Duration timeOnAir, int octets) {}
}
