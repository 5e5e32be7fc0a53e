package dev.fuota.linux.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the small files of a system; what is not there is empty. */
final class Text {
  private Text() {}

  static List<String> lines(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The first line without what the device tree ends its words with. */
  static Optional<String> line(Path file) {
    return lines(file).stream().findFirst().map(line -> line.replace("\0", "").strip());
  }

  /** Files of a folder whose whole name fits, in the order of their names. */
  static List<Path> files(Path folder, String pattern) {
    Pattern name = Pattern.compile(pattern);
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> name.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
