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
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes JSON of values. What is empty has no key; durations are seconds. */
public final class ShapeWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double MILLIS_PER_SECOND = 1000.0;

  private ShapeWriter() {}

  /** The JSON of a value that has this shape. */
  public static JsonNode write(Shape shape, Object value) {
    if (shape instanceof Text || shape instanceof Choice) {
      return NODES.stringNode(value.toString());
    }
    if (shape instanceof Whole) {
      return NODES.numberNode(((Number) value).longValue());
    }
    if (shape instanceof Fraction) {
      return NODES.numberNode(fraction(value));
    }
    if (shape instanceof Flag) {
      return NODES.booleanNode((Boolean) value);
    }
    if (shape instanceof Many many) {
      return array(many, (Collection<?>) value);
    }
    if (shape instanceof Named named) {
      return map(named, (Map<?, ?>) value);
    }
    return object((Fields) shape, value);
  }

  private static double fraction(Object value) {
    return value instanceof Duration time
        ? time.toMillis() / MILLIS_PER_SECOND
        : ((Number) value).doubleValue();
  }

  private static ArrayNode array(Many shape, Collection<?> values) {
    ArrayNode array = NODES.arrayNode(values.size());
    values.forEach(value -> array.add(write(shape.element(), value)));
    return array;
  }

  private static ObjectNode map(Named shape, Map<?, ?> values) {
    ObjectNode object = NODES.objectNode();
    values.forEach((key, value) -> object.set(key.toString(), write(shape.element(), value)));
    return object;
  }

  private static ObjectNode object(Fields shape, Object value) {
    ObjectNode object = NODES.objectNode();
    for (Field field : shape.fields()) {
      present(get(field, value))
          .ifPresent(it -> object.set(field.name(), write(field.shape(), it)));
    }
    return object;
  }

  private static Optional<?> present(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional;
    }
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? Optional.of(optional.getAsInt()) : Optional.empty();
    }
    if (value instanceof OptionalLong optional) {
      return optional.isPresent() ? Optional.of(optional.getAsLong()) : Optional.empty();
    }
    return Optional.of(value);
  }

  private static Object get(Field field, Object value) {
    try {
      return field.accessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
