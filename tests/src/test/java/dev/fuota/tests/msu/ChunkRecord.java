package dev.fuota.tests.msu;

import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.MsuDecoder;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.Notification;
import java.nio.ByteBuffer;

/**
 * A client's record of chunks, read by what its layout is said to be and not by the client's code:
 * format and open (1 each), server and id (4 each), port and timeout (2 each), profile (1), offered
 * version (length 1, 255 for none, and text), time (8), phase, rounds and done (1 each),
 * Notification (length 2 and octets), a word for each chunk, CRC (4).
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChunkRecord(Notification announced, int[] words) {
  private static final int BEFORE_TEXT = 1 + 1 + 4 + 4 + 2 + 2 + 1;
  private static final int AFTER_TEXT = 8 + 1 + 1 + 1;
  private static final int NO_TEXT = 255;

  /** Takes a frame that the record claims. */
  interface FrameTaker {
    void take(long offset, int length);
  }

  static ChunkRecord read(byte[] record) {
    ByteBuffer in = ByteBuffer.wrap(record);
    in.position(BEFORE_TEXT);
    int text = in.get() & 0xff;
    in.position(in.position() + (text == NO_TEXT ? 0 : text) + AFTER_TEXT);
    int length = in.getShort() & 0xffff;
    Notification announced =
        (Notification)
            new MsuDecoder(MsuLimits.defaults())
                .decode(in.slice(in.position(), length))
                .accepted()
                .orElseThrow();
    in.position(in.position() + length);
    int[] words = new int[(in.remaining() - Integer.BYTES) / Integer.BYTES];
    in.asIntBuffer().get(words);
    return new ChunkRecord(announced, words);
  }

  void forEachFrame(FrameTaker taker) {
    FileGeometry geometry = announced.geometry();
    for (int chunk = 1; chunk <= words.length; chunk++) {
      for (int sequence = 1; sequence <= geometry.framesIn(chunk); sequence++) {
        if ((words[chunk - 1] & 0x8000_0000 >>> (sequence - 1)) != 0) {
          taker.take(geometry.offsetOf(chunk, sequence), geometry.lengthOf(chunk, sequence));
        }
      }
    }
  }
}
