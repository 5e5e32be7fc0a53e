package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsuWarning;
import dev.fuota.protocol.msu.RejectReason;
import dev.fuota.protocol.msu.ResponseCode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What a client has met. Every dropped datagram is in exactly one count. */
public final class MsuCounters {
  private static final long MINUTE_MS = 60_000;

  private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
  private final Map<Drop, Long> dropped = new EnumMap<>(Drop.class);
  private final Map<MsuWarning, Long> warnings = new EnumMap<>(MsuWarning.class);
  private final Map<Object, Long> noticed = new HashMap<>();
  private final Consumer<String> notice;

  long frames;
  long duplicates;
  long conflicts;
  long sequenceComplaints;
  long chunkComplaints;

  MsuCounters(Consumer<String> notice) {
    this.notice = notice;
  }

  void reject(RejectReason reason, long nowMs) { // MSU-X03
    rejected.merge(reason, 1L, Long::sum);
    note(reason, "a datagram was no message: " + reason.meaning(), nowMs);
  }

  void drop(Drop reason, long nowMs) {
    dropped.merge(reason, 1L, Long::sum);
    if (!reason.isUsual()) {
      note(reason, "a message had no effect: " + reason.meaning(), nowMs);
    }
  }

  void refuse(Ipv4 server, ResponseCode code, long nowMs) {
    note(code, "refused the server " + server + ": " + code.meaning(), nowMs);
  }

  void warn(MsuWarning warning) {
    warnings.merge(warning, 1L, Long::sum);
  }

  /** One line a minute and reason: a flood of datagrams is no flood of lines (attack S14). */
  private void note(Object reason, String sentence, long nowMs) {
    Long before = noticed.get(reason);
    if (before == null || nowMs - before >= MINUTE_MS) {
      noticed.put(reason, nowMs);
      notice.accept(sentence);
    }
  }

  /** Datagrams that were no message. */
  public long rejected(RejectReason reason) {
    return rejected.getOrDefault(reason, 0L);
  }

  /** Messages without effect. */
  public long dropped(Drop reason) {
    return dropped.getOrDefault(reason, 0L);
  }

  public long warned(MsuWarning warning) {
    return warnings.getOrDefault(warning, 0L);
  }

  /** Frames taken. */
  public long frames() {
    return frames;
  }

  /** Frames that were held already, octet for octet. */
  public long duplicates() {
    return duplicates;
  }

  /** Frames that were held with other octets. */
  public long conflicts() {
    return conflicts;
  }

  public long sequenceComplaints() {
    return sequenceComplaints;
  }

  /** Datagrams of chunk complaints. */
  public long chunkComplaints() {
    return chunkComplaints;
  }
}
