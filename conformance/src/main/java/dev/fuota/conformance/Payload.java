package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as messages carry it: two texts are the same if they say the same. */
final class Payload {
  private Payload() {}

  /** Compares {@code header} octets, and what the JSON behind them says. */
  static void sameWithHeader(Check check, String field, Bytes expected, Bytes got, int header) {
    check.same(field + " header", head(expected, header), head(got, header));
    check.same(field + " JSON", said(tail(expected, header)), said(tail(got, header)));
  }

  /** Compares what JSON says. */
  static void same(Check check, String field, JsonNode expected, JsonNode got) {
    check.same(field, said(expected), said(got));
  }

  /** Compares what JSON says. */
  static void same(Check check, String field, JsonNode expected, Bytes got) {
    check.same(field, said(expected), said(got));
  }

  private static Bytes head(Bytes octets, int length) {
    return octets.slice(0, Math.min(length, octets.length()));
  }

  private static Bytes tail(Bytes octets, int from) {
    return from >= octets.length() ? Bytes.EMPTY : octets.slice(from, octets.length() - from);
  }

  private static String said(Bytes json) {
    if (json.isEmpty()) {
      return "";
    }
    try {
      return said(JsonMapper.shared().readTree(json.toArray()));
    } catch (JacksonException e) {
      return "no JSON: " + json;
    }
  }

  /** Members in the order of their names, numbers without a fraction that is zero. */
  private static String said(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object
          .propertyStream()
          .sorted(Map.Entry.comparingByKey())
          .map(member -> member.getKey() + ":" + said(member.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (node.isArray()) {
      StringBuilder text = new StringBuilder("[");
      node.forEach(element -> text.append(said(element)).append(','));
      return text.append(']').toString();
    }
    if (node.isNumber()) {
      return node.decimalValue().stripTrailingZeros().toPlainString();
    }
    return node.toString();
  }
}
