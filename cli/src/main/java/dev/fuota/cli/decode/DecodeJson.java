package dev.fuota.cli.decode;

import dev.fuota.cli.console.JsonText;
import dev.fuota.protocol.explain.ExplainedCommand;
import dev.fuota.protocol.explain.ExplainedField;
import dev.fuota.protocol.explain.Explainer;
import dev.fuota.protocol.explain.Explanation;
import dev.fuota.protocol.explain.Explanation.Defect;
import dev.fuota.protocol.packages.ApplicationPackage;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Explanations as one JSON document, in the shape of known answers: a stream, or a file of streams.
 */
final class DecodeJson {
  private DecodeJson() {}

  /** What came on standard input, as a file of streams. */
  static ObjectNode document(Explainer explainer, List<Explanation> explanations) {
    ObjectNode document = JsonText.object();
    ArrayNode streams = document.putArray("streams");
    explanations.forEach(it -> putPayload(streams.addObject(), explainer, it));
    return document;
  }

  /** A single payload. */
  static ObjectNode document(Explainer explainer, Explanation explanation) {
    ObjectNode document = JsonText.object();
    putPayload(document, explainer, explanation);
    return document;
  }

  private static void putPayload(ObjectNode node, Explainer explainer, Explanation explanation) {
    ApplicationPackage kind = explainer.kind();
    node.put("package", kind.id());
    node.put("version", explainer.version().number());
    node.put("direction", explainer.direction().name().toLowerCase(Locale.ROOT));
    node.put("hex", explanation.payload().toHex());
    ArrayNode commands = node.putArray("commands");
    explanation.commands().forEach(command -> putCommand(commands.addObject(), kind, command));
    explanation.token().ifPresent(token -> node.put("token", Integer.parseInt(token.value())));
    explanation.defect().ifPresent(defect -> putDefect(node.putObject("error"), defect));
    node.put("rest", explanation.rest().toHex());
    explanation.readsAs().ifPresent(version -> node.put("readsAsVersion", version.number()));
  }

  private static void putCommand(
      ObjectNode node, ApplicationPackage kind, ExplainedCommand command) {
    if (kind == ApplicationPackage.MULTI_PACKAGE) {
      node.put("package", command.packageId());
    }
    node.put("offset", command.offset());
    node.put("length", command.length());
    node.put("cid", command.command().cid());
    node.put("command", command.name());
    putRecord(node.putObject("fields"), command.command());
    ArrayNode octets = node.putArray("octets");
    command.fields().forEach(field -> putField(octets.addObject(), field));
    ArrayNode remarks = node.putArray("remarks");
    command.remarks().forEach(remarks::add);
  }

  private static void putField(ObjectNode node, ExplainedField field) {
    node.put("offset", field.offset());
    node.put("length", field.octets().length());
    field
        .bits()
        .ifPresent(
            bits ->
                node.put("lowBit", bits.shift()).put("highBit", bits.shift() + bits.width() - 1));
    node.put("field", field.name());
    node.put("value", field.value());
    node.put("meaning", field.meaning());
  }

  private static void putDefect(ObjectNode node, Defect defect) {
    node.put("kind", defect.reason().kind());
    node.put("offset", defect.offset());
    defect.cid().ifPresent(cid -> node.put("cid", cid));
    defect.command().ifPresent(command -> node.put("command", command));
    node.put("message", defect.sentence());
  }

  private static void putRecord(ObjectNode node, Object source) {
    for (RecordComponent component : source.getClass().getRecordComponents()) {
      put(node, component.getName(), value(component, source));
    }
  }

  private static Object value(RecordComponent component, Object source) {
    try {
      return component.getAccessor().invoke(source);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(ObjectNode node, String name, Object value) {
    if (value instanceof Integer number) {
      node.put(name, number);
    } else if (value instanceof Long number) {
      node.put(name, number);
    } else if (value instanceof Boolean flag) {
      node.put(name, flag);
    } else if (value instanceof OptionalInt number) {
      number.ifPresentOrElse(it -> node.put(name, it), () -> putAbsent(node, name));
    } else if (value instanceof OptionalLong number) {
      number.ifPresentOrElse(it -> node.put(name, it), () -> putAbsent(node, name));
    } else if (value instanceof List<?> records) {
      ArrayNode array = node.putArray(name);
      records.forEach(one -> putRecord(array.addObject(), one));
    } else {
      node.put(name, value.toString()); // octets and addresses, in hexadecimal
    }
  }

  /** Known answers say null for this field, and leave out all others that are not there. */
  private static void putAbsent(ObjectNode node, String name) {
    if (name.equals("timeToStart")) {
      node.putNull(name);
    }
  }
}
