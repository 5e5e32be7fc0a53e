package dev.fuota.cli.io;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.protocol.codec.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a small file that an option names. */
public final class InputFile {
  private static final long OCTETS_MAX = 16L << 20;

  private InputFile() {}

  /**
   * The whole file.
   *
   * @param option that names it, for the message
   * @throws InputProblem if it cannot be read or has more than 16 MiB
   */
  public static Bytes read(Path file, String option) {
    try {
      if (Files.isDirectory(file)) {
        throw new InputProblem(
            "FILE_UNREADABLE", file + " is a folder; name a file with " + option);
      }
      if (Files.size(file) > OCTETS_MAX) {
        throw new InputProblem(
            "FILE_TOO_LARGE", file + " has more than 16 MiB; is it the right file for " + option);
      }
      return Bytes.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new InputProblem(
          "FILE_MISSING", "there is no file " + file + "; check the path after " + option);
    } catch (IOException e) {
      throw new InputProblem(
          "FILE_UNREADABLE", file + " cannot be read (" + e.getMessage() + "); see " + option);
    }
  }
}
