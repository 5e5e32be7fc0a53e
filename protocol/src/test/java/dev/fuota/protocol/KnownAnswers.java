package dev.fuota.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Known answers from the test resources. */
public final class KnownAnswers {
  private KnownAnswers() {}

  /** The entries of one group of a file; a file without any would test nothing, so it fails. */
  public static Stream<JsonNode> group(String file, String group) {
    try (InputStream in = KnownAnswers.class.getResourceAsStream("/vectors/" + file)) {
      List<JsonNode> entries = JsonMapper.shared().readTree(in).get(group).valueStream().toList();
      assertThat(entries).isNotEmpty();
      return entries.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text field. */
  public static String text(JsonNode entry, String field) {
    return entry.get(field).stringValue();
  }

  /** A hexadecimal field. */
  public static Bytes hex(JsonNode entry, String field) {
    return Bytes.fromHex(text(entry, field));
  }
}
