package dev.fuota.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a file whole or not at all: beside its place first, then moved there. Whoever finds a file
 * of that name has all of it, even if the disk was full or the process was killed meanwhile.
 */
public final class WholeText {
  private WholeText() {}

  /** What is to stand in the file. */
  @FunctionalInterface
  public interface Content {
    /** Writes it, from its beginning to its end. */
    void writeTo(Writer out) throws IOException;
  }

  /**
   * Writes a text as UTF-8.
   *
   * @throws IOException if that is not possible; a file that was there before is untouched
   */
  public static void write(Path file, String text) throws IOException {
    write(file, out -> out.write(text));
  }

  /**
   * Writes what {@code content} gives as UTF-8.
   *
   * @throws IOException if that is not possible; a file that was there before is untouched
   */
  public static void write(Path file, Content content) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      fill(file, content); // a pipe, a device or a link keeps what it is
      return;
    }
    String name = "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path beside = file.resolveSibling(name);
    try {
      fill(beside, content);
      move(beside, file);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void fill(Path file, Content content) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      content.writeTo(out);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
