package dev.fuota.server.campaign;

import dev.fuota.server.port.SentListener.Sent;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What a campaign has spent on air, and what it has ignored. */
final class Tally {
  private final Map<IgnoredUplink, Long> ignored = new EnumMap<>(IgnoredUplink.class);
  private long multicastOctets;
  private Duration multicastTimeOnAir = Duration.ZERO;
  private Duration unicastTimeOnAir = Duration.ZERO;

  Tally() {
    for (IgnoredUplink reason : IgnoredUplink.values()) {
      ignored.put(reason, 0L);
    }
  }

  /** What an earlier process spent was spent. */
  void restore(CampaignState state) {
    multicastOctets = state.multicastOctets();
    multicastTimeOnAir = state.multicastTimeOnAir();
    unicastTimeOnAir = state.unicastTimeOnAir();
  }

  void ignore(IgnoredUplink reason) {
    ignored.merge(reason, 1L, Long::sum);
  }

  void onMulticastSent(Sent sent) {
    multicastOctets += sent.octets();
    multicastTimeOnAir = multicastTimeOnAir.plus(sent.timeOnAir());
  }

  void onUnicastSent(Sent sent) {
    unicastTimeOnAir = unicastTimeOnAir.plus(sent.timeOnAir());
  }

  Map<IgnoredUplink, Long> ignored() {
    return ignored;
  }

  long multicastOctets() {
    return multicastOctets;
  }

  Duration multicastTimeOnAir() {
    return multicastTimeOnAir;
  }

  Duration unicastTimeOnAir() {
    return unicastTimeOnAir;
  }
}
