package dev.fuota.gateway.json;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes JSON objects. */
public final class Json {
  private static final int DEPTH_MAX = 32;
  private static final int NUMBER_MAX = 64;
  private static final int TEXT_MAX = 1 << 16;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_MAX)
                          .maxStringLength(TEXT_MAX)
                          .build())
                  .build())
          .build();

  private Json() {}

  /** An object to be filled. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The text of an object, UTF-8. */
  public static Bytes write(ObjectNode object) {
    return Bytes.of(MAPPER.writeValueAsBytes(object));
  }

  /** Standard alphabet, with padding. */
  public static String base64(Bytes octets) {
    return Base64.getEncoder().encodeToString(octets.toArray());
  }

  /**
   * Reads an object.
   *
   * @param what the message, by its name in the specification
   * @param reader makes a value of the members; what it finds wrong, it says by {@link Members}
   */
  public static <T> Decoded<T> decode(String what, Bytes text, Function<Members, T> reader) {
    try {
      JsonNode node = MAPPER.readTree(text.toArray());
      return node.isObject()
          ? Decoded.ok(reader.apply(new Members(node)))
          : Decoded.badValue(what, "the JSON is no object");
    } catch (JacksonException e) {
      return Decoded.badValue(what, "this is not JSON");
    } catch (Members.Bad e) {
      return Decoded.badValue(what, e.sentence());
    }
  }

  /** Reads an object. */
  public static <T> Decoded<T> decode(String what, String text, Function<Members, T> reader) {
    return decode(what, Bytes.of(text.getBytes(StandardCharsets.UTF_8)), reader);
  }
}
