package dev.fuota.monitor.json;

import dev.fuota.monitor.json.Shape.Choice;
import dev.fuota.monitor.json.Shape.Field;
import dev.fuota.monitor.json.Shape.Fields;
import dev.fuota.monitor.json.Shape.Flag;
import dev.fuota.monitor.json.Shape.Fraction;
import dev.fuota.monitor.json.Shape.Many;
import dev.fuota.monitor.json.Shape.Named;
import dev.fuota.monitor.json.Shape.Text;
import dev.fuota.monitor.json.Shape.Whole;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes JSON schemas of shapes; records become components that are referred to by name. */
public final class Schemas {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String REFERENCE = "#/components/schemas/";
  private static final int INT_BITS = 32;

  private final ObjectNode components;

  /**
   * @param components gets the schemas of records
   */
  public Schemas(ObjectNode components) {
    this.components = components;
  }

  /** The schema of what is answered: all keys are there, except those that may be empty. */
  public ObjectNode answered(Shape shape) {
    return schema(shape, true);
  }

  /** The schema of what is asked: arrays and maps may be absent too. */
  public ObjectNode asked(Shape shape) {
    return schema(shape, false);
  }

  private ObjectNode schema(Shape shape, boolean answered) {
    ObjectNode schema = NODES.objectNode();
    if (shape instanceof Text text) {
      return text(schema.put("type", "string"), text);
    }
    if (shape instanceof Whole whole) {
      schema.put("type", "integer");
      return schema.put("format", whole == Whole.INT ? "int" + INT_BITS : "int" + 2 * INT_BITS);
    }
    if (shape instanceof Fraction fraction) {
      schema.put("type", "number");
      return fraction == Fraction.SECONDS ? schema.put("description", "seconds") : schema;
    }
    if (shape instanceof Flag) {
      return schema.put("type", "boolean");
    }
    if (shape instanceof Choice choice) {
      ArrayNode names = schema.put("type", "string").putArray("enum");
      choice.names().forEach(names::add);
      return schema;
    }
    if (shape instanceof Many many) {
      schema.put("type", "array").set("items", schema(many.element(), answered));
      return schema;
    }
    if (shape instanceof Named named) {
      schema.put("type", "object").set("additionalProperties", values(named, answered));
      return schema;
    }
    return schema.put("$ref", REFERENCE + component((Fields) shape, answered));
  }

  private static ObjectNode text(ObjectNode schema, Text text) {
    return switch (text) {
      case ANY -> schema;
      case INSTANT -> schema.put("format", "date-time");
      case DEVICE -> schema.put("pattern", "^(([0-9a-f]{8}){1,2}|[0-9]{1,3}(\\.[0-9]{1,3}){3})$");
    };
  }

  private ObjectNode values(Named shape, boolean answered) {
    if (answered || shape.element() != Text.ANY) {
      return schema(shape.element(), answered);
    }
    ObjectNode any = NODES.objectNode();
    any.putArray("type").add("string").add("number").add("boolean");
    return any;
  }

  private String component(Fields shape, boolean answered) {
    String name =
        answered && shape.name().endsWith("Request") ? shape.name() + "View" : shape.name();
    if (!components.has(name)) {
      ObjectNode schema = components.putObject(name);
      schema.put("type", "object").put("additionalProperties", false);
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = NODES.arrayNode();
      for (Field field : shape.fields()) {
        properties.set(field.name(), schema(field.shape(), answered));
        if (!field.optional() && (answered || !mayBeAbsent(field.shape()))) {
          required.add(field.name());
        }
      }
      schema.set("required", required);
    }
    return name;
  }

  private static boolean mayBeAbsent(Shape shape) {
    return shape instanceof Many || shape instanceof Named;
  }
}
