package dev.fuota.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The known-answer files of the tests, and copies of them that were tampered with. */
final class KnownAnswerFiles {
  static final List<String> ALL =
      List.of(
          "lorawan-pkg-commands.json",
          "lorawan-pkg-streams.json",
          "lorawan-pkg-keys.json",
          "lorawan-pkg-parity.json",
          "lorawan-pkg-fragments.json",
          "lorawan-pkg-exchanges.json",
          "lorawan-pkg-chirpstack-flow.json",
          "mac-frames.json",
          "mac-join.json",
          "mac-multicast.json",
          "mac-commands.json",
          "mac-region.json",
          "mac-timing.json",
          "mac-classb.json",
          "mac-link.json",
          "mac-udp.json",
          "mac-lns.json",
          "mac-gwmqtt.json",
          "mcuboot/index.json",
          "mcuboot/traces/traces.json",
          "mcuboot/traces/trailer-states.csv",
          "delta/index.json",
          "msu.json");

  private KnownAnswerFiles() {}

  static Path path(String name) {
    try {
      return Path.of(KnownAnswerFiles.class.getResource("/vectors").toURI()).resolve(name);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** A copy of the file, with all that it refers to, in which the value at one place is another. */
  static Path copyWith(Path directory, String name, String pointer, String json) {
    JsonPointer place = JsonPointer.compile(pointer);
    JsonNode document = read(path(name));
    JsonNode parent = document.at(place.head());
    JsonNode value = JsonMapper.shared().readTree(json);
    if (parent instanceof ObjectNode object) {
      object.set(place.last().getMatchingProperty(), value);
    } else {
      ((ArrayNode) parent).set(place.last().getMatchingIndex(), value);
    }
    return write(copyBeside(directory, name), document.toString());
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(Path file) {
    return JsonMapper.shared().readTree(file);
  }

  private static Path copyBeside(Path directory, String name) {
    Path from = path(name);
    if (name.contains("/")) {
      copyTree(from.resolveSibling(""), directory);
    }
    return directory.resolve(from.getFileName());
  }

  private static void copyTree(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
