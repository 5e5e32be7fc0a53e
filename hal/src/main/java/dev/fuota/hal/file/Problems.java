package dev.fuota.hal.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** What an exception of the file system means. */
final class Problems {
  /** The least that a disk gives: with less than this free, no more can be written. */
  private static final long BLOCK = 4096;

  private Problems() {}

  /** A path is not where it should be. */
  static final class Outside extends IOException {
    private static final long serialVersionUID = 1L;

    Outside(String path) {
      super(path);
    }
  }

  /**
   * The kind of a failure.
   *
   * @param on a path on the disk it happened on
   */
  static <T> FileResult<T> of(IOException failure, Path on) {
    return FileResult.failed(kind(failure, on), String.valueOf(failure.getMessage()));
  }

  private static FileProblem kind(IOException failure, Path on) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (failure instanceof Outside
        || failure instanceof NotDirectoryException
        || message.contains("symbolic link")
        || message.contains("not a directory")) {
      return FileProblem.OUTSIDE; // a link where none may be is no directory either
    }
    if (failure instanceof NoSuchFileException) {
      return FileProblem.MISSING;
    }
    if (failure instanceof AccessDeniedException
        || message.contains("read-only")
        || message.contains("not permitted")) {
      return FileProblem.READ_ONLY;
    }
    // Messages of the system may be in any language: the disk itself is asked too.
    boolean full = message.contains("no space") || message.contains("quota") || isFull(on);
    return full ? FileProblem.FULL : FileProblem.IO;
  }

  private static boolean isFull(Path on) {
    try {
      return Files.getFileStore(on).getUsableSpace() < BLOCK;
    } catch (IOException unknown) {
      return false;
    }
  }
}
