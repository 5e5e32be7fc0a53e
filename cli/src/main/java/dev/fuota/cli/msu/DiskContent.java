package dev.fuota.cli.msu;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.server.msu.FileContent;
import dev.fuota.server.msu.FileContentFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file on disk, as a server sends it. */
final class DiskContent implements FileContent, AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final long size;

  private DiskContent(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.size = channel.size();
  }

  static DiskContent open(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new InputProblem("FILE_UNREADABLE", file + " is a folder; name files to send");
      }
      return new DiskContent(file, FileChannel.open(file));
    } catch (NoSuchFileException e) {
      throw new InputProblem("FILE_MISSING", "there is no file " + file + "; check the path");
    } catch (IOException e) {
      throw new InputProblem("FILE_UNREADABLE", file + " cannot be read (" + e.getMessage() + ")");
    }
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void read(long offset, ByteBuffer into) {
    try {
      long at = offset;
      while (into.hasRemaining()) {
        int count = channel.read(into, at);
        if (count < 0) {
          throw new IOException("it has become shorter");
        }
        at += count;
      }
    } catch (IOException e) {
      throw new FileContentFault(file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException readOnly) {
      // nothing can be lost
    }
  }
}
