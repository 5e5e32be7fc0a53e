package dev.fuota.monitor.json;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Text to trees and back, with bounds on what others wrote. */
public final class JsonText {
  private static final int DEPTH_MAX = 16;
  private static final int NUMBER_MAX = 64;
  private static final int NAME_MAX = 1000;
  private static final int STRING_MAX = 1 << 16;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_MAX)
                          .maxNameLength(NAME_MAX)
                          .maxStringLength(STRING_MAX)
                          .build())
                  .build())
          .build();

  private JsonText() {}

  /** UTF-8, on one line. */
  public static Bytes write(JsonNode tree) {
    return Bytes.of(MAPPER.writeValueAsBytes(tree));
  }

  /** The one document in a text; an error if it is none, has a key twice, or is out of bounds. */
  public static Decoded<JsonNode> parse(Bytes text) {
    try {
      JsonNode tree = MAPPER.readTree(text.toArray());
      return tree.isMissingNode() ? Decoded.badValue("body", "it is empty") : Decoded.ok(tree);
    } catch (JacksonException e) {
      return Decoded.badValue("body", reason(e));
    }
  }

  private static String reason(JacksonException e) {
    String place =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    return "it is no JSON, has a key twice, or is nested too deeply" + place;
  }
}
