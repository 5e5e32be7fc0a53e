package dev.fuota.server.msu;

import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.MsuType;
import java.nio.ByteBuffer;

/**
 * Sends the frames of one file to the data group, without an allocation for each.
 *
 * <p>A frame is a Data Transfer message (MSU, section 13): octet 0 type, 1..2 file number, 3
 * version, 4..7 chunk, 8 sequence, 9..10 length, 11 transfer states, then the data.
 */
final class FrameSender {
  private static final int LAST_OF_FILE = 0x80;
  private static final int LAST_OF_CHUNK = 0x40;

  private final int fileNumber;
  private final FileGeometry geometry;
  private final FileContent content;
  private final Outbox outbox;
  private final CycleStatistics statistics;
  private final long chunks;

  FrameSender(
      int fileNumber,
      FileGeometry geometry,
      FileContent content,
      Outbox outbox,
      CycleStatistics statistics) {
    this.fileNumber = fileNumber;
    this.geometry = geometry;
    this.content = content;
    this.outbox = outbox;
    this.statistics = statistics;
    this.chunks = geometry.chunks();
  }

  /** Sends a frame for the first time. */
  void first(long chunk, int sequence) {
    statistics.countFirst();
    send(chunk, sequence);
  }

  /** Sends a frame again: to all, however many have asked (MSU-088). */
  void repeat(long chunk, int sequence) {
    statistics.countRepeated();
    send(chunk, sequence);
  }

  /** Sends a combination of frames of our own extension. */
  void coded(MsuMessage combination) {
    statistics.countCoded();
    outbox.toData(combination);
  }

  /** Sends any other message to the data group. */
  void message(MsuMessage message) {
    outbox.toData(message);
  }

  /** Reads the data of a frame, from the buffer's position on. */
  void read(long chunk, int sequence, ByteBuffer into) {
    int end = into.limit();
    into.limit(into.position() + geometry.lengthOf(chunk, sequence));
    content.read(geometry.offsetOf(chunk, sequence), into);
    into.limit(end);
  }

  private void send(long chunk, int sequence) {
    ByteBuffer out = outbox.begin();
    out.put((byte) MsuType.DATA.octet());
    out.putShort((short) fileNumber);
    out.put((byte) MsuMessage.VERSION);
    out.putInt((int) chunk);
    out.put((byte) sequence); // MSU-080
    out.putShort((short) geometry.lengthOf(chunk, sequence));
    out.put((byte) states(chunk, sequence));
    read(chunk, sequence, out);
    outbox.sendToData();
  }

  private int states(long chunk, int sequence) { // MSU-084
    if (!geometry.isLast(chunk, sequence)) {
      return 0;
    }
    return chunk == chunks ? LAST_OF_FILE | LAST_OF_CHUNK : LAST_OF_CHUNK;
  }
}
