package dev.fuota.fleet.air;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Results of published tools and field tests: {@code mac-simref}. */
final class Reference {
  private Reference() {}

  static Stream<JsonNode> group(String name) {
    try (InputStream in = Reference.class.getResourceAsStream("mac-simref.json")) {
      return JsonMapper.shared().readTree(Objects.requireNonNull(in)).get(name).valueStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
