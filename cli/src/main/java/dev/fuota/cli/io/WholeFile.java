package dev.fuota.cli.io;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.protocol.codec.Bytes;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes beside the file, then moves it there.
   *
   * @throws InputProblem if that is not possible; a file that was there before is untouched
   */
  public static void write(Path file, Bytes content) {
    try {
      if (Files.isDirectory(file)) {
        throw new InputProblem("OUT_NOT_WRITABLE", file + " is a folder; name a file with --out");
      }
      Path folder = file.toAbsolutePath().getParent();
      Path beside = Files.createTempFile(folder, ".fuota", ".part");
      try {
        Files.write(beside, content.toArray());
        move(beside, file);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new InputProblem(
          "OUT_NOT_WRITABLE", file + " cannot be written (" + e + "); see --out");
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
