package dev.fuota.fleet.report;

import dev.fuota.fleet.demo.DemoResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A demonstration as one JSON document. The keys are the components of the records below {@link
 * DemoResult}, in their order; times are seconds.
 */
public final class JsonReport {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private JsonReport() {}

  /** The document as a tree. */
  public static ObjectNode tree(DemoResult result) {
    return MAPPER.valueToTree(result);
  }

  /** Any tree as text, ended by a line feed. */
  public static String text(JsonNode tree) {
    return MAPPER.writeValueAsString(tree) + "\n";
  }

  /** The document as text. */
  public static String of(DemoResult result) {
    return text(tree(result));
  }
}
