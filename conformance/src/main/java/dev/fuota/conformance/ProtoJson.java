package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON form of protocol buffers, in one of its spellings: what has its default value may be
 * left out, and a duration may end in zeros.
 */
final class ProtoJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern DURATION = Pattern.compile("-?\\d{1,12}(\\.\\d{1,9})?s");

  private ProtoJson() {}

  static JsonNode of(Bytes json) {
    return of(JsonMapper.shared().readTree(json.toArray()));
  }

  static JsonNode of(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode said = NODES.objectNode();
      object
          .propertyStream()
          .filter(member -> !isDefault(member.getValue()))
          .forEach(member -> said.set(member.getKey(), of(member.getValue())));
      return said;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode said = NODES.arrayNode();
      array.forEach(element -> said.add(of(element)));
      return said;
    }
    if (node.isString() && DURATION.matcher(node.stringValue()).matches()) {
      String text = node.stringValue();
      BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
      return NODES.stringNode(seconds.stripTrailingZeros().toPlainString() + "s");
    }
    return node;
  }

  /** Messages are there or not, so an empty one is something else than none. */
  private static boolean isDefault(JsonNode node) {
    if (node.isNumber()) {
      return node.decimalValue().signum() == 0;
    }
    return (node.isString() && node.stringValue().isEmpty())
        || (node.isBoolean() && !node.booleanValue())
        || (node.isArray() && node.isEmpty())
        || node.isNull();
  }
}
