package dev.fuota.cli.decode;

import dev.fuota.protocol.explain.ExplainedField;
import dev.fuota.protocol.explain.MsuExplanation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Explanations of MSU datagrams in the shape of known answers: a message, or a refusal. */
final class DecodeMsuJson {
  private DecodeMsuJson() {}

  static void put(ObjectNode node, MsuExplanation explanation) {
    explanation.type().ifPresent(type -> node.put("type", type.name()));
    node.put("length", explanation.datagram().length());
    node.put("hex", explanation.datagram().toHex());
    explanation
        .rejected()
        .ifPresentOrElse(
            it -> {
              node.put("expect", "reject").put("reason", it.reason().name());
              node.put("note", it.detail());
            },
            () -> putMessage(node, explanation));
  }

  private static void putMessage(ObjectNode node, MsuExplanation explanation) {
    putFields(node.putObject("fields"), explanation.values());
    ArrayNode warnings = node.putArray("warnings");
    explanation.warnings().forEach(it -> warnings.add(it.name()));
    ArrayNode octets = node.putArray("octets");
    explanation.fields().forEach(field -> putField(octets.addObject(), field));
  }

  private static void putField(ObjectNode node, ExplainedField field) {
    node.put("offset", field.offset()).put("length", field.octets().length());
    node.put("field", field.name()).put("value", field.value()).put("meaning", field.meaning());
  }

  private static void putFields(ObjectNode node, Map<?, ?> fields) {
    fields.forEach((name, value) -> putField(node, name.toString(), value));
  }

  private static void putField(ObjectNode node, String name, Object value) {
    if (value instanceof Number number) {
      node.put(name, number.longValue());
    } else if (value instanceof Boolean flag) {
      node.put(name, flag);
    } else if (value instanceof List<?> list) {
      putList(node.putArray(name), list);
    } else if (value instanceof Map<?, ?> fields) {
      putFields(node.putObject(name), fields);
    } else if (value instanceof Optional<?>) {
      node.putNull(name); // only what is not there comes as one
    } else {
      node.put(name, value.toString());
    }
  }

  private static void putList(ArrayNode node, List<?> list) {
    for (Object value : list) {
      if (value instanceof Number number) {
        node.add(number.longValue());
      } else if (value instanceof Map<?, ?> fields) {
        putFields(node.addObject(), fields);
      } else {
        node.add(value.toString());
      }
    }
  }
}
