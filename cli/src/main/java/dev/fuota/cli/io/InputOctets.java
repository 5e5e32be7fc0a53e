package dev.fuota.cli.io;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.InputProblem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The input of a command that takes a file, or standard input if none or {@code -} is named. */
public final class InputOctets {
  private static final Path STANDARD_INPUT = Path.of("-");

  private InputOctets() {}

  /** What is done with the input. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(InputStream in) throws IOException;
  }

  /**
   * Reads the input and closes it.
   *
   * @throws InputProblem if it cannot be read
   */
  public static <T> T read(Console console, @Nullable Path file, Reader<T> reader) {
    try (InputStream in = open(console, file)) {
      return reader.read(in);
    } catch (NoSuchFileException e) {
      throw new InputProblem("FILE_MISSING", "there is no file " + file + "; check its path");
    } catch (AccessDeniedException e) {
      throw new InputProblem("FILE_UNREADABLE", file + " may not be read; check its permissions");
    } catch (IOException e) {
      throw new InputProblem(
          "FILE_UNREADABLE", name(file) + " cannot be read (" + e.getMessage() + ")");
    }
  }

  /** How messages name the input. */
  public static String name(@Nullable Path file) {
    return isFile(file) ? String.valueOf(file) : "standard input";
  }

  private static boolean isFile(@Nullable Path file) {
    return file != null && !file.equals(STANDARD_INPUT);
  }

  private static InputStream open(Console console, @Nullable Path file) throws IOException {
    if (file == null || !isFile(file)) {
      return new FilterInputStream(console.in()) {
        @Override
        public void close() {} // it belongs to the process
      };
    }
    if (Files.isDirectory(file)) {
      throw new InputProblem("FILE_UNREADABLE", file + " is a folder; name a file");
    }
    return Files.newInputStream(file);
  }
}
