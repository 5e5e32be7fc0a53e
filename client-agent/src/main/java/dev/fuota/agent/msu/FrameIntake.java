package dev.fuota.agent.msu;

import dev.fuota.hal.file.Done;
import dev.fuota.hal.file.FileResult;
import dev.fuota.protocol.msu.StatusCode;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Takes frames into a file: the first copy of each counts. */
final class FrameIntake {
  private final MsuContext context;
  private final UpdateHost host;
  private final ActiveFile file;

  FrameIntake(MsuContext context, UpdateHost host, ActiveFile file) {
    this.context = context;
    this.host = host;
    this.file = file;
  }

  /** What became of a frame. */
  enum Taken {
    NEW,
    HELD,
    /** The disk did not take it, and the file is over (U-30). */
    LOST
  }

  Taken take(int chunk, int sequence, ByteBuffer data) {
    int bit = 0x8000_0000 >>> (sequence - 1);
    if (file.map.has(chunk, bit)) {
      onHeld(chunk, sequence, data);
      return Taken.HELD;
    }
    FileResult<Done> result = file.octets.put(chunk, sequence, data); // U-01, MSU-131
    file.map.add(chunk, bit);
    context.counters.frames++;
    boolean whole = file.map.missing(chunk) == 0;
    if (result.isOk() && whole) {
      result = file.octets.flush();
    }
    Optional<StatusCode> failure = Transfer.failure(result);
    if (failure.isPresent()) {
      host.over(failure.get());
      return Taken.LOST;
    }
    if (whole && !file.map.isComplete()) {
      host.chunkComplete();
    }
    return Taken.NEW;
  }

  private void onHeld(int chunk, int sequence, ByteBuffer data) { // MSU-130, U-02
    if (file.octets.holds(chunk, sequence, data)) {
      context.counters.duplicates++;
    } else {
      context.counters.conflicts++; // MSU-X05: the first copy stays
      file.suspects.set(chunk);
    }
  }
}
