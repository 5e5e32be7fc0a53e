package dev.fuota.server.msu;

import dev.fuota.protocol.msu.RejectReason;
import java.util.Map;

/**
 * What a cycle has sent and heard. Octets are those on the wire: each datagram with the 42 octets
 * of its Ethernet, IPv4 and UDP headers.
 *
 * @param framesFirst sent for the first time
 * @param framesRepeated sent again
 * @param framesCoded combinations of frames, sent as repairs
 * @param sequenceComplaints accepted ones, as the next two
 * @param rejected datagrams that are no message, by reason
 * @param ignored messages without effect, by reason
 */
public record MsuTotals(
    long framesFirst,
    long framesRepeated,
    long framesCoded,
    long datagramsSent,
    long octetsSent,
    long datagramsHeard,
    long octetsHeard,
    long sequenceComplaints,
    long chunkComplaints,
    long reports,
    Map<RejectReason, Long> rejected,
    Map<IgnoredMessage, Long> ignored) {

  public long rejected(RejectReason reason) {
    return rejected.getOrDefault(reason, 0L);
  }

  public long ignored(IgnoredMessage reason) {
    return ignored.getOrDefault(reason, 0L);
  }
}
