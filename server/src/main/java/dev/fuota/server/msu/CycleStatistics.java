package dev.fuota.server.msu;

import dev.fuota.protocol.msu.RejectReason;
import java.util.EnumMap;
import java.util.Map;

/** What a cycle has sent and heard. */
final class CycleStatistics {
  /** Ethernet, IPv4 and UDP headers of a datagram. */
  static final int HEADERS = 42;

  private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
  private final Map<IgnoredMessage, Long> ignored = new EnumMap<>(IgnoredMessage.class);
  private long framesFirst;
  private long framesRepeated;
  private long framesCoded;
  private long datagramsSent;
  private long octetsSent;
  private long datagramsHeard;
  private long octetsHeard;
  private long sequenceComplaints;
  private long chunkComplaints;
  private long reports;

  void countSent(int octets) {
    datagramsSent++;
    octetsSent += octets + HEADERS;
  }

  void countHeard(int octets) {
    datagramsHeard++;
    octetsHeard += octets + HEADERS;
  }

  void countFirst() {
    framesFirst++;
  }

  void countRepeated() {
    framesRepeated++;
  }

  void countCoded() {
    framesCoded++;
  }

  void countSequenceComplaint() {
    sequenceComplaints++;
  }

  void countChunkComplaint() {
    chunkComplaints++;
  }

  void countReport() {
    reports++;
  }

  void reject(RejectReason reason) {
    rejected.merge(reason, 1L, Long::sum);
  }

  void ignore(IgnoredMessage reason) {
    ignored.merge(reason, 1L, Long::sum);
  }

  MsuTotals totals() {
    return new MsuTotals(
        framesFirst,
        framesRepeated,
        framesCoded,
        datagramsSent,
        octetsSent,
        datagramsHeard,
        octetsHeard,
        sequenceComplaints,
        chunkComplaints,
        reports,
        Map.copyOf(rejected),
        Map.copyOf(ignored));
  }
}
