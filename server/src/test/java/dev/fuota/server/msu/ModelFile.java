package dev.fuota.server.msu;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.ChunkComplaint;
import dev.fuota.protocol.msu.DataTransfer;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.SequenceComplaint;
import dev.fuota.server.port.Timers.Timer;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The file that a modelled client receives: its database of frames, and when it complains. */
final class ModelFile {
  private static final double GROUP_SIZE = 1000;
  private static final double SPREAD = 0.8;
  private static final long SCM_WAIT_MS = 3_000;
  private static final long CCM_WAIT_MS = 5_000;
  private static final long GAP_MS = 200;

  private final MsuWorld world;
  private final ModelClient client;
  private final int number;
  private final FileGeometry geometry;
  private final byte[] content;
  private final int[] missing;
  private long missingFrames;
  private int current;
  private boolean isSeen;
  private boolean isRepairing;
  private boolean hasComplained;
  private boolean sawEarlyRepair;
  private @Nullable Timer timer;
  private @Nullable Timer gap;

  ModelFile(MsuWorld world, ModelClient client, Notification notification) {
    this.world = world;
    this.client = client;
    this.number = notification.fileNumber();
    this.geometry = notification.geometry();
    this.content = new byte[Math.toIntExact(geometry.fileSize())];
    this.missing = new int[Math.toIntExact(geometry.chunks()) + 1];
    for (int chunk = 1; chunk < missing.length; chunk++) {
      missing[chunk] = geometry.fullMask(chunk);
    }
    this.missingFrames = geometry.frames();
  }

  Bytes content() {
    return Bytes.of(content);
  }

  void onData(DataTransfer data) {
    int chunk = (int) data.chunk();
    if (chunk != current) {
      cancel();
      current = chunk;
    }
    isSeen = true;
    int bit = FrameBitmap.bit(data.sequence());
    if ((missing[chunk] & bit) == 0) {
      return;
    }
    sawEarlyRepair |= hasComplained || timer != null;
    missing[chunk] &= ~bit;
    missingFrames--;
    int offset = (int) geometry.offsetOf(chunk, data.sequence());
    System.arraycopy(data.data().toArray(), 0, content, offset, data.data().length());
    if (missingFrames == 0) {
      cancel();
      client.onComplete(this);
    } else {
      watch(chunk, data.sequence());
    }
  }

  private void watch(int chunk, int sequence) {
    stop(gap);
    if (missing[chunk] == 0) {
      cancel();
    } else if (geometry.isLast(chunk, sequence)) {
      complainLater(0);
    } else if (timer == null && !hasComplained) {
      gap = later(GAP_MS, () -> complainLater(GAP_MS));
    }
  }

  void onScmCompleted(int flag) {
    cancel();
    if (!isSeen && !isRepairing && current < missing.length - 1) {
      current++;
      isSeen = true;
    }
    if (flag == 0) {
      isSeen = false;
    } else if (current > 0 && missing[current] != 0) {
      complainLater(0);
    }
  }

  private void complainLater(long elapsed) {
    stop(timer);
    int chunk = current;
    long wait = 20 + (long) (fraction() * (SPREAD * SCM_WAIT_MS - elapsed - 20));
    timer =
        later(
            wait,
            () -> {
              timer = null;
              hasComplained = true;
              client.say(new SequenceComplaint(number, chunk, missing[chunk]));
            });
  }

  /** Uniform, or the truncated exponential distribution of RFC 5401 once repairs come early. */
  private double fraction() {
    double uniform = world.random().nextDouble();
    if (!sawEarlyRepair) {
      return uniform;
    }
    double lambda = Math.log(GROUP_SIZE) + 1;
    return Math.log(1 + uniform * (Math.exp(lambda) - 1)) / lambda;
  }

  /** Transfer completed or CCM completed. */
  void onRound() {
    if (isRepairing && timer != null) {
      return;
    }
    isRepairing = true;
    cancel();
    long wait = 20 + (long) (world.random().nextDouble() * (SPREAD * CCM_WAIT_MS - 20));
    timer =
        later(
            wait,
            () -> {
              timer = null;
              client.say(new ChunkComplaint(number, missingChunks()));
            });
  }

  private List<Long> missingChunks() {
    return LongStream.range(1, missing.length)
        .filter(chunk -> missing[(int) chunk] != 0)
        .limit(ChunkComplaint.CHUNKS_MAX)
        .boxed()
        .toList();
  }

  private Timer later(long ms, Runnable action) {
    return world.time().after(Duration.ofMillis(ms), action);
  }

  private void cancel() {
    stop(timer);
    stop(gap);
    timer = null;
    hasComplained = false;
  }

  private static void stop(@Nullable Timer which) {
    if (which != null) {
      which.cancel();
    }
  }
}
