package dev.fuota.server.msu;

import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.FileGeometry;
import dev.fuota.protocol.msu.FrameBitmap;
import dev.fuota.protocol.msu.Poll;
import dev.fuota.protocol.msu.repair.XorSum;
import java.nio.ByteBuffer;

/** Sends the frames of a stream from the file. */
final class StreamSender implements StreamFrames {
  private final int fileNumber;
  private final FileGeometry geometry;
  private final FrameSender frames;
  private final byte[] frame;
  private final XorSum sum;

  StreamSender(int fileNumber, FileGeometry geometry, FrameSender frames) {
    this.fileNumber = fileNumber;
    this.geometry = geometry;
    this.frames = frames;
    frame = new byte[geometry.sequenceSize()];
    sum = new XorSum(frame.length);
  }

  @Override
  public void first(long chunk, int sequence) {
    frames.first(chunk, sequence);
  }

  @Override
  public void repeat(long chunk, int sequence) {
    frames.repeat(chunk, sequence);
  }

  @Override
  public void coded(long chunk, int mask) {
    sum.clear();
    for (int rest = mask; rest != 0; rest = FrameBitmap.withoutLowest(rest)) {
      int sequence = FrameBitmap.lowest(rest);
      frames.read(chunk, sequence, ByteBuffer.wrap(frame));
      sum.add(frame, 0, geometry.lengthOf(chunk, sequence));
    }
    frames.coded(new CodedTransfer(fileNumber, chunk, mask, sum.bytes()));
  }

  @Override
  public void poll(Poll poll) {
    frames.message(poll);
  }
}
