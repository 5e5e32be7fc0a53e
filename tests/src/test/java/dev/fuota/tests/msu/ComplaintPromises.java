package dev.fuota.tests.msu;

import static dev.fuota.tests.msu.Promise.require;

import dev.fuota.protocol.msu.CcmCompleted;
import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.FileGeometry;
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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one client may complain about: never what it was given, and about one chunk once in each
 * window. Seen from outside, by the datagrams that reached it and those it sends.
 */
final class ComplaintPromises {
  private final BooleanSupplier clean;
  private final Map<Long, Integer> given = new HashMap<>();
  private final Set<Long> complained = new HashSet<>();
  private final Map<Long, FileGeometry> geometries = new HashMap<>();
  private long lastChunk;

  ComplaintPromises(BooleanSupplier clean) {
    this.clean = clean;
  }

  /** What the client held of a file may be gone, or is done with. */
  void forget() {
    given.clear();
    complained.clear();
    lastChunk = 0;
  }

  /**
   * A datagram is about to reach the client.
   *
   * @param receiving whether it is receiving a file from the one who sent it
   */
  void onReceived(@Nullable MsuMessage message, boolean receiving) {
    if (message instanceof Notification announced) {
      geometries.putIfAbsent(
          key(announced.transactionId(), announced.fileNumber()), announced.geometry());
    }
    if (!receiving) {
      return;
    }
    if (message instanceof DataTransfer data) {
      long frame = key(data.fileNumber(), data.chunk());
      given.merge(frame, 0x8000_0000 >>> (data.sequence() - 1), (a, b) -> a | b);
      if (frame != lastChunk) {
        complained.clear();
      }
      lastChunk = frame;
    } else if (message instanceof ScmCompleted
        || message instanceof TransferCompleted
        || message instanceof CcmCompleted) {
      complained.clear();
    }
  }

  /** The server was silent for so long that nobody knows which window is open, if any. */
  void onLongSilence() {
    complained.clear();
  }

  private static long key(int high, long low) {
    return (long) high << 32 | low;
  }

  /**
   * A client is about to send.
   *
   * @param transactionId of the cycle that it takes part in
   */
  // MSU-122, MSU-123, MSU-X14
  void onSent(MsuMessage message, int transactionId) {
    if (message instanceof SequenceComplaint scm) {
      require(complained.add(scm.chunk()), "chunk %d: two complaints in one window", scm.chunk());
      if (clean.getAsBoolean()) {
        int has = given.getOrDefault(key(scm.fileNumber(), scm.chunk()), 0);
        require(
            (has & scm.bitmap()) == 0, "chunk %d: asks for frames that it was given", scm.chunk());
      }
    } else if (message instanceof ChunkComplaint ccm && clean.getAsBoolean()) {
      ccm.chunks().forEach(chunk -> requireMissing(transactionId, ccm.fileNumber(), chunk));
    } else if (message instanceof Report report && clean.getAsBoolean()) {
      report
          .missing()
          .forEach(missing -> requireMissing(transactionId, report.fileNumber(), missing.chunk()));
    }
  }

  private void requireMissing(int transactionId, int file, long chunk) {
    FileGeometry geometry = geometries.get(key(transactionId, file));
    if (geometry != null) {
      int all = geometry.fullMask(chunk);
      require(
          (given.getOrDefault(key(file, chunk), 0) & all) != all,
          "file %d: chunk %d is asked for, and not missing",
          file,
          chunk);
    }
  }
}
