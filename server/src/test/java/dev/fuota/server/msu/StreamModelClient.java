package dev.fuota.server.msu;

import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.MissingFrames;
import dev.fuota.protocol.msu.Poll;
import dev.fuota.protocol.msu.Report;
import dev.fuota.protocol.msu.repair.HeldFrames;
import dev.fuota.protocol.msu.repair.XorDecoder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client of the model: a receive buffer, a processor that takes its time, and the file. */
final class StreamModelClient implements HeldFrames {
  double loss;
  int jitterNanos;
  int room = 184;
  int roomTold;
  long workNanos = 10_000;
  boolean dead;
  long kernelDrops;

  private final StreamModel model;
  private final ClientRecord record;
  private final FileGeometry geometry;
  private final byte[] copy;
  private final int[] missing;
  private final XorDecoder decoder;
  private long held;
  private int answered;
  private int queued;
  private long busyUntil;

  StreamModelClient(StreamModel model, ClientRecord record) {
    this.model = model;
    this.record = record;
    geometry = model.geometry;
    copy = new byte[(int) geometry.fileSize()];
    missing = new int[(int) geometry.chunks() + 1];
    for (int chunk = 1; chunk < missing.length; chunk++) {
      missing[chunk] = geometry.fullMask(chunk);
    }
    decoder = new XorDecoder(geometry, this, this::store);
  }

  boolean isWhole() {
    return model.isWhole(copy);
  }

  /** A datagram reaches the receive buffer. */
  void arrive(Runnable work) {
    if (dead) {
      return;
    }
    if (queued == room) {
      kernelDrops++;
      return;
    }
    queued++;
    busyUntil = Math.max(busyUntil, model.nanos()) + workNanos;
    model.time.after(
        Duration.ofNanos(busyUntil - model.nanos()),
        () -> {
          queued--;
          work.run();
        });
  }

  void onFrame(long chunk, int mask, ByteBuffer octets) {
    boolean before = isComplete();
    if (Integer.bitCount(mask) > 1) {
      decoder.offer(chunk, mask, octets);
    } else if ((missing(chunk) & mask) != 0) {
      store(chunk, FrameBitmap.lowest(mask), octets);
      decoder.onStored(chunk);
    }
    if (isComplete() && !before) {
      model.report(record, complete());
      model.time.after(Duration.ofMillis(5), () -> model.status(record));
    }
  }

  void onPoll(Poll poll) {
    if (poll.number() <= answered) {
      return;
    }
    answered = poll.number();
    long spread = poll.spreadMs() * 1_000_000L;
    model.time.after(
        Duration.ofNanos(spread == 0 ? 0 : model.random.nextLong(spread)), () -> answer(poll));
  }

  private void answer(Poll poll) {
    List<MissingFrames> lacks = new ArrayList<>();
    long firstIncomplete = geometry.chunks() + 1;
    for (int chunk = 1; chunk < missing.length; chunk++) {
      if (missing[chunk] != 0) {
        firstIncomplete = Math.min(firstIncomplete, chunk);
        if (chunk <= poll.upTo() && lacks.size() < Report.MISSING_MAX) {
          lacks.add(new MissingFrames(chunk, decoder.needed(chunk)));
        }
      }
    }
    if (isComplete() && model.nanos() > 0 && poll.everybody()) {
      model.time.after(Duration.ofMillis(5), () -> model.status(record));
    }
    if ((poll.everybody() || !lacks.isEmpty()) && model.random.nextDouble() >= loss) {
      model.report(
          record,
          new Report(
              1,
              poll.number(),
              StreamModel.TRANSACTION,
              held,
              kernelDrops,
              firstIncomplete,
              roomTold == 0 ? room : roomTold,
              lacks));
    }
  }

  private Report complete() {
    return new Report(
        1, 0, StreamModel.TRANSACTION, held, kernelDrops, geometry.chunks() + 1, room, List.of());
  }

  private boolean isComplete() {
    return held == geometry.frames();
  }

  private void store(long chunk, int sequence, ByteBuffer octets) {
    octets.get(copy, (int) geometry.offsetOf(chunk, sequence), octets.remaining());
    missing[(int) chunk] &= ~FrameBitmap.bit(sequence);
    held++;
  }

  @Override
  public int missing(long chunk) {
    return missing[(int) chunk];
  }

  @Override
  public boolean read(long chunk, int sequence, byte[] into) {
    int offset = (int) geometry.offsetOf(chunk, sequence);
    System.arraycopy(copy, offset, into, 0, geometry.lengthOf(chunk, sequence));
    return true;
  }
}
