package dev.fuota.hal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A part file over an open channel. */
final class ChannelPart implements PartFile {
  private final FileChannel channel;
  private final long size;
  private final Path on;

  ChannelPart(FileChannel channel, long size, Path on) {
    this.channel = channel;
    this.size = size;
    this.on = on;
  }

  @Override
  public FileResult<Done> write(long offset, ByteBuffer octets) {
    if (offset < 0 || offset > size - octets.remaining()) {
      return FileResult.failed(FileProblem.OUTSIDE, "offset " + offset + " of " + size);
    }
    try {
      long at = offset;
      while (octets.hasRemaining()) {
        at += channel.write(octets, at);
      }
      return FileResult.DONE;
    } catch (IOException refused) {
      return Problems.of(refused, on);
    }
  }

  @Override
  public FileResult<Done> read(long offset, ByteBuffer into) {
    if (offset < 0 || offset > size - into.remaining()) {
      return FileResult.failed(FileProblem.MISSING, "offset " + offset + " of " + size);
    }
    try {
      long at = offset;
      while (into.hasRemaining()) {
        int count = channel.read(into, at);
        if (count < 0) {
          return FileResult.failed(FileProblem.MISSING, "the file ends at " + at);
        }
        at += count;
      }
      return FileResult.DONE;
    } catch (IOException refused) {
      return Problems.of(refused, on);
    }
  }

  @Override
  public FileResult<Done> force() {
    try {
      channel.force(false);
      return FileResult.DONE;
    } catch (IOException refused) {
      return Problems.of(refused, on);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException nothingLost) {
      // what mattered was forced before
    }
  }
}
