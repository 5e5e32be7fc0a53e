package dev.fuota.device.flash;

import dev.fuota.hal.file.OwnerOnly;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** A file or a block device of the system, readable by its owner alone if it is made here. */
final class FileDisk implements Disk {
  private final FileChannel channel;

  private FileDisk(FileChannel channel) {
    this.channel = channel;
  }

  /** Opens what is there; a regular file that is not is made. */
  static FileDisk open(Path file) throws IOException {
    return new FileDisk(
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
            OwnerOnly.attributes(file)));
  }

  /** When this returns, the names of the files in {@code directory} outlive a loss of power. */
  static void forceDirectory(Path directory) throws IOException {
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  @Override
  public long length() throws IOException {
    return channel.size();
  }

  @Override
  public void read(long at, ByteBuffer into) throws IOException {
    long from = at;
    while (into.hasRemaining()) {
      int count = channel.read(into, from);
      if (count < 0) {
        throw new EOFException("it ends at " + from + ", " + into.remaining() + " octets too soon");
      }
      from += count;
    }
  }

  @Override
  public void write(long at, ByteBuffer from) throws IOException {
    long to = at;
    while (from.hasRemaining()) {
      to += channel.write(from, to);
    }
  }

  @Override
  public void force() throws IOException {
    channel.force(false); // what is needed to read it again, the length too, is forced all the same
  }

  @Override
  public void truncate(long length) throws IOException {
    channel.truncate(length);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
