package dev.fuota.agent.msu;

import dev.fuota.hal.file.Done;
import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.file.PartFile;
import dev.fuota.protocol.msu.FileGeometry;
import java.nio.ByteBuffer;

/**
 * The octets of a file that is being received. Frames of one chunk are gathered in memory and
 * written when the chunk is whole, when another begins, or when somebody needs them on the disk.
 * Repairs need many frames of the same chunk again: from the second on they come from memory too.
 */
final class ChunkFile {
  private final PartFile part;
  private final FileGeometry geometry;
  private final byte[] gathered;
  private final ByteBuffer view;
  private final byte[] compared;
  private byte[] reread = {};

  /** What {@link #reread} has, 0 for nothing. */
  private int rereadChunk;

  private int lastRead;
  private int chunk;
  private int unwritten;

  ChunkFile(PartFile part, FileGeometry geometry) {
    this.part = part;
    this.geometry = geometry;
    this.gathered = new byte[geometry.sequenceLimit() * geometry.sequenceSize()];
    this.view = ByteBuffer.wrap(gathered);
    this.compared = new byte[geometry.sequenceSize()];
  }

  PartFile part() {
    return part;
  }

  /**
   * Takes a frame.
   *
   * @param data its octets, position to limit; read to the end
   * @return the failure of the disk, or {@code DONE}
   */
  FileResult<Done> put(int ofChunk, int sequence, ByteBuffer data) {
    FileResult<Done> result = ofChunk == chunk ? FileResult.DONE : flush();
    chunk = ofChunk;
    data.get(gathered, (sequence - 1) * geometry.sequenceSize(), data.remaining());
    unwritten |= bit(sequence);
    return result;
  }

  /** Whether the frame that is held has these octets; position and limit stay. */
  boolean holds(int ofChunk, int sequence, ByteBuffer data) {
    int length = data.remaining();
    ByteBuffer mine = ByteBuffer.wrap(compared, 0, length);
    return read(ofChunk, sequence, mine) && mine.flip().equals(data);
  }

  /** Reads a frame that is held to {@code into}, which has exactly its length left. */
  boolean read(int ofChunk, int sequence, ByteBuffer into) {
    if (ofChunk == chunk && (unwritten & bit(sequence)) != 0) {
      into.put(gathered, (sequence - 1) * geometry.sequenceSize(), into.remaining());
      return true;
    }
    if (ofChunk == lastRead && reread(ofChunk)) {
      into.put(reread, (sequence - 1) * geometry.sequenceSize(), into.remaining());
      return true;
    }
    lastRead = ofChunk;
    return part.read(geometry.offsetOf(ofChunk, sequence), into).isOk();
  }

  private boolean reread(int ofChunk) {
    if (ofChunk == rereadChunk) {
      return true;
    }
    if (reread.length == 0) {
      reread = new byte[gathered.length];
    }
    int last = geometry.framesIn(ofChunk);
    int length = (last - 1) * geometry.sequenceSize() + geometry.lengthOf(ofChunk, last);
    boolean read =
        part.read(geometry.offsetOf(ofChunk, 1), ByteBuffer.wrap(reread, 0, length)).isOk();
    rereadChunk = read ? ofChunk : 0;
    return read;
  }

  /** Writes what was gathered, run by run. */
  FileResult<Done> flush() {
    FileResult<Done> result = FileResult.DONE;
    while (unwritten != 0 && result.isOk()) {
      int first = Integer.numberOfLeadingZeros(unwritten) + 1;
      int end = first;
      while (end <= geometry.sequenceLimit() && (unwritten & bit(end)) != 0) {
        unwritten &= ~bit(end);
        end++;
      }
      result = write(first, end - 1);
    }
    return result;
  }

  private FileResult<Done> write(int first, int last) {
    int from = (first - 1) * geometry.sequenceSize();
    int to = (last - 1) * geometry.sequenceSize() + geometry.lengthOf(chunk, last);
    if (chunk == rereadChunk) {
      rereadChunk = 0;
    }
    return part.write(geometry.offsetOf(chunk, first), view.clear().position(from).limit(to));
  }

  /** Everything taken so far survives a loss of power. */
  FileResult<Done> force() {
    FileResult<Done> written = flush();
    return written.isOk() ? part.force() : written;
  }

  /** What is not on the disk yet is lost. */
  void close() {
    part.close();
  }

  private static int bit(int sequence) {
    return 0x8000_0000 >>> (sequence - 1);
  }
}
