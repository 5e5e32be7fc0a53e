package dev.fuota.protocol.msu.repair;

import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.FrameBitmap;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gets missing frames out of combinations. A combination is reduced by the frames that are held,
 * then by the combinations of its chunk that are kept; what remains is a frame, or is kept itself.
 *
 * <p>Memory is bounded: at most {@link #CHUNKS_MAX} chunks with kept combinations, the oldest goes
 * first, and of each no more combinations than frames are missing. Losing kept combinations costs
 * time, never correctness: what a receiver reports as needed then grows again.
 */
public final class XorDecoder {
  /** Chunks of which combinations are kept at a time. */
  public static final int CHUNKS_MAX = 64;

  private final FileGeometry geometry;
  private final HeldFrames held;
  private final Recovered recovered;
  private final Map<Long, Equations> kept = new LinkedHashMap<>();
  private final byte[] frame;

  /**
   * A decoder for one file.
   *
   * @param recovered is told of each frame that became known; it has to make it a held one
   */
  public XorDecoder(FileGeometry geometry, HeldFrames held, Recovered recovered) {
    this.geometry = geometry;
    this.held = held;
    this.recovered = recovered;
    frame = new byte[geometry.sequenceSize()];
  }

  /** Takes a frame that was missing. */
  @FunctionalInterface
  public interface Recovered {
    /** The octets are the callee's for the time of the call. */
    void accept(long chunk, int sequence, ByteBuffer octets);
  }

  /** What became of a combination. */
  public enum Outcome {
    /** It told something new. */
    USED,
    /** It follows from what is held. */
    REDUNDANT,
    /** It contradicts what is held: one of the two was not sent by the server. */
    CONFLICT,
    /** Its chunk, bitmap or length does not fit the file. */
    ILL_FORMED,
    /** A frame it is made of could not be read. */
    UNREADABLE
  }

  /**
   * Takes a combination.
   *
   * @param mask the frames summed up
   * @param octets their sum, from position to limit; the position is left alone
   */
  public Outcome offer(long chunk, int mask, ByteBuffer octets) {
    if (!fits(chunk, mask, octets.remaining())) {
      return Outcome.ILL_FORMED;
    }
    byte[] sum = new byte[geometry.sequenceSize()];
    octets.get(octets.position(), sum, 0, octets.remaining());
    int missing = held.missing(chunk);
    if (!takeOut(chunk, mask & ~missing, sum)) {
      return Outcome.UNREADABLE;
    }
    Equations known = kept.get(chunk);
    Equations equations = known == null ? new Equations() : known;
    boolean sound = settle(chunk, equations);
    Outcome outcome = equations.add(mask & missing, sum);
    if (outcome == Outcome.USED) {
      kept.put(chunk, equations);
    }
    handOut(chunk, equations);
    forgetOldest();
    return sound ? outcome : Outcome.CONFLICT;
  }

  /**
   * Is to be called when a plain frame was stored: kept combinations with it may be frames now.
   *
   * @return false if a kept combination contradicted the frame
   */
  public boolean onStored(long chunk) {
    if (kept.isEmpty()) {
      return true;
    }
    Equations equations = kept.get(chunk);
    if (equations == null) {
      return true;
    }
    boolean sound = settle(chunk, equations);
    handOut(chunk, equations);
    return sound;
  }

  /** The frames that would do for the chunk to be complete, given the combinations kept. */
  public int needed(long chunk) {
    int missing = held.missing(chunk);
    Equations equations = kept.isEmpty() ? null : kept.get(chunk);
    return equations == null ? missing : missing & ~equations.pivots();
  }

  private boolean fits(long chunk, int mask, int length) {
    if (chunk < 1 || chunk > geometry.chunks() || (mask & ~geometry.fullMask(chunk)) != 0) {
      return false;
    }
    return FrameBitmap.withoutLowest(mask) != 0
        && length == geometry.lengthOf(chunk, FrameBitmap.lowest(mask));
  }

  /** Adds held frames to a sum they are part of, which takes them out of it. */
  private boolean takeOut(long chunk, int frames, byte[] sum) {
    for (int rest = frames; rest != 0; rest = FrameBitmap.withoutLowest(rest)) {
      int sequence = FrameBitmap.lowest(rest);
      if (!held.read(chunk, sequence, frame)) {
        return false;
      }
      XorSum.add(sum, frame, 0, geometry.lengthOf(chunk, sequence));
    }
    return true;
  }

  /** Takes out of the kept combinations what came to be held since. */
  private boolean settle(long chunk, Equations equations) {
    int arrived = equations.frames() & ~held.missing(chunk);
    boolean sound = true;
    for (int rest = arrived; rest != 0; rest = FrameBitmap.withoutLowest(rest)) {
      int sequence = FrameBitmap.lowest(rest);
      if (held.read(chunk, sequence, frame)) {
        sound &=
            equations.insert(FrameBitmap.bit(sequence), frame, geometry.lengthOf(chunk, sequence));
      } else {
        equations.drop(FrameBitmap.bit(sequence));
      }
    }
    return sound;
  }

  private void handOut(long chunk, Equations equations) {
    for (Equations.Row row = equations.takeSolved(); row != null; row = equations.takeSolved()) {
      int sequence = FrameBitmap.lowest(row.mask());
      int length = geometry.lengthOf(chunk, sequence);
      recovered.accept(chunk, sequence, ByteBuffer.wrap(row.sum(), 0, length));
    }
    if (equations.isEmpty()) {
      kept.remove(chunk);
    }
  }

  private void forgetOldest() {
    if (kept.size() > CHUNKS_MAX) {
      Iterator<Long> oldest = kept.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }
}
