package dev.fuota.fleet.result;

import java.math.BigDecimal;
import java.time.Duration;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How numbers are written: in the same way by every Java, and so that they can be read again. */
final class Nodes {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  /** Digits behind the point. */
  private static final int DIGITS = 6;

  private static final double UNIT = 1e6;

  private Nodes() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** One line, without its end. */
  static String text(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /** To a millionth: how a double is written is not the same in every Java. */
  static BigDecimal decimal(double value) {
    return BigDecimal.valueOf(Math.round(value * UNIT), DIGITS);
  }

  /** Seconds, to a nanosecond. */
  static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 9);
  }
}
