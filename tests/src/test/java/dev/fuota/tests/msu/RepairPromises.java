package dev.fuota.tests.msu;

import static dev.fuota.tests.msu.Promise.require;

import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.Report;
import dev.fuota.protocol.msu.ScmCompleted;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.protocol.msu.TransferCompleted;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What one server may repeat: in plain cycles what was asked for since it was sent last, and a
 * frame at most once in 250 ms, and once when its window ends, if it repairs early; in our own
 * profile what somebody has ever missed. Seen from outside, by what reached the server and what it
 * sends.
 */
final class RepairPromises {
  private static final long REPEAT_GAP_NANOS = 250_000_000;

  private final boolean early;
  private final boolean stream;
  private final Map<Long, Integer> sent = new HashMap<>();
  private final Map<Long, Integer> asked = new HashMap<>();

  /** How often by chunk complaints, each of which may wait for its own round. */
  private final Map<Long, Integer> askedWhole = new HashMap<>();

  private final Map<Long, Integer> sentForWhole = new HashMap<>();
  private final Map<Long, Long> repeatedAt = new HashMap<>();

  /** Frames that were still wanted when their window ended, and were repeated before its end. */
  private final Set<Long> atTheEnd = new HashSet<>();

  /** The file that is in its rounds of chunk complaints, where whole chunks are sent again. */
  private final Set<Integer> rounds = new HashSet<>();

  /**
   * Of a server that has just begun.
   *
   * @param stream whether it may use our own profile
   */
  RepairPromises(boolean early, boolean stream) {
    this.early = early;
    this.stream = stream;
  }

  private static long key(int file, long chunk) {
    return (long) file << 32 | chunk;
  }

  private static void add(Map<Long, Integer> to, long key, int bits) {
    to.merge(key, bits, (a, b) -> a | b);
  }

  void onReceived(MsuMessage message) {
    if (message instanceof SequenceComplaint scm) {
      add(asked, key(scm.fileNumber(), scm.chunk()), scm.bitmap());
    } else if (message instanceof ChunkComplaint ccm) {
      ccm.chunks()
          .forEach(chunk -> askedWhole.merge(key(ccm.fileNumber(), chunk), 1, Integer::sum));
    } else if (message instanceof Report report) {
      report.missing().forEach(m -> add(asked, key(report.fileNumber(), m.chunk()), m.bitmap()));
    }
  }

  // MSU-003, MSU-126, MSU-X33
  void onSent(MsuMessage message, long nanos) {
    if (message instanceof DataTransfer data) {
      int bit = 0x8000_0000 >>> (data.sequence() - 1);
      onFrame(key(data.fileNumber(), data.chunk()), bit, data.sequence(), nanos);
    } else if (message instanceof ScmCompleted) {
      atTheEnd.clear();
    } else if (message instanceof TransferCompleted completed) {
      rounds.add(completed.fileNumber());
    } else if (message instanceof Notification announced) {
      rounds.removeIf(file -> file != announced.fileNumber());
    } else if (message instanceof CodedTransfer coded) {
      long key = key(coded.fileNumber(), coded.chunk());
      require(
          (coded.mask() & ~asked.getOrDefault(key, 0)) == 0,
          "chunk %d: combines frames that nobody misses",
          coded.chunk());
    }
  }

  private void onFrame(long chunk, int bit, int sequence, long nanos) {
    boolean first = (sent.getOrDefault(chunk, 0) & bit) == 0;
    add(sent, chunk, bit);
    if (first) {
      return;
    }
    boolean byFrame = (asked.getOrDefault(chunk, 0) & bit) != 0;
    long frame = chunk << 6 | sequence;
    require(
        byFrame || sentForWhole.merge(frame, 1, Integer::sum) <= askedWhole.getOrDefault(chunk, 0),
        "frame %x.%d is repeated, and nobody has asked for it since",
        chunk,
        sequence);
    if (!stream && byFrame) {
      asked.merge(chunk, ~bit, (a, b) -> a & b);
      Long before = repeatedAt.put(frame, nanos);
      boolean soon = before != null && nanos - before < REPEAT_GAP_NANOS;
      require(
          !early || !soon || !rounds.isEmpty() || atTheEnd.add(frame),
          "frame %x.%d is repeated twice within 250 ms",
          chunk,
          sequence);
    }
  }
}
