package dev.fuota.monitor.json;

import dev.fuota.monitor.json.Shape.Choice;
import dev.fuota.monitor.json.Shape.Field;
import dev.fuota.monitor.json.Shape.Fields;
import dev.fuota.monitor.json.Shape.Flag;
import dev.fuota.monitor.json.Shape.Many;
import dev.fuota.monitor.json.Shape.Named;
import dev.fuota.monitor.json.Shape.Text;
import dev.fuota.monitor.json.Shape.Whole;
import dev.fuota.protocol.explain.Nearest;
import dev.fuota.server.campaign.Problem;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Makes values of JSON that somebody else wrote. Collects all that is wrong, by the path to it; a
 * key that no record has is wrong too. An array or a map may be absent: it is empty then.
 */
public final class ShapeReader {
  private static final int PROBLEMS_MAX = 100;
  private static final int KEY_SHOWN_MAX = 100;
  private static final Object ABSENT = new Object();

  private final List<Problem> problems = new ArrayList<>();
  private int faults; // those that were too many to be kept as well

  /** What was wrong in all that was read, a hundred at most. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** A value of this shape; empty if there is a problem. */
  public Optional<Object> read(Shape shape, JsonNode node) {
    Optional<Object> value = read(shape, node, "body");
    return problems.isEmpty() ? value : Optional.empty();
  }

  private Optional<Object> read(Shape shape, JsonNode node, String path) {
    if (shape == Text.ANY) {
      return node.isString() ? Optional.of(node.stringValue()) : wrong(path, "is no text", "");
    }
    if (shape instanceof Whole whole) {
      return whole(whole, node, path);
    }
    if (shape instanceof Flag) {
      return node.isBoolean()
          ? Optional.of(node.booleanValue())
          : wrong(path, "is neither true nor false", "true, false");
    }
    if (shape instanceof Choice choice) {
      return choice(choice, node, path);
    }
    if (shape instanceof Many many) {
      return array(many, node, path);
    }
    if (shape instanceof Named) {
      return map(node, path);
    }
    if (shape instanceof Fields fields) {
      return object(fields, node, path);
    }
    throw new IllegalArgumentException(shape + " is not read");
  }

  private Optional<Object> whole(Whole shape, JsonNode node, String path) {
    long min = shape == Whole.INT ? Integer.MIN_VALUE : Long.MIN_VALUE;
    long max = shape == Whole.INT ? Integer.MAX_VALUE : Long.MAX_VALUE;
    boolean fits =
        node.isIntegralNumber()
            && node.canConvertToLong()
            && node.longValue() >= min
            && node.longValue() <= max;
    if (!fits) {
      return wrong(path, "is no whole number within the range", min + ".." + max);
    }
    long value = node.longValue();
    return Optional.of(shape == Whole.INT ? (Object) (int) value : (Object) value);
  }

  private Optional<Object> choice(Choice shape, JsonNode node, String path) {
    if (node.isString()) {
      String name = node.stringValue();
      for (Object constant : shape.type().getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(name)) {
          return Optional.of(constant);
        }
      }
    }
    return wrong(path, "is none of the names", String.join(", ", shape.names()));
  }

  private Optional<Object> array(Many shape, JsonNode node, String path) {
    if (!node.isArray()) {
      return wrong(path, "is no array", "");
    }
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < node.size() && !isFull(); i++) {
      read(shape.element(), node.get(i), path + "[" + i + "]").ifPresent(elements::add);
    }
    return Optional.of(elements);
  }

  /** Numbers and truth values as well as texts: all of them mean what they look like. */
  private Optional<Object> map(JsonNode node, String path) {
    if (!node.isObject()) {
      return wrong(path, "is no object", "");
    }
    Map<String, String> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      JsonNode value = entry.getValue();
      if (value.isString() || value.isNumber() || value.isBoolean()) {
        entries.put(entry.getKey(), value.asString());
      } else {
        wrong(within(path, entry.getKey()), "is no text, number or truth value", "");
      }
    }
    return Optional.of(entries);
  }

  private Optional<Object> object(Fields shape, JsonNode node, String path) {
    if (!node.isObject()) {
      return wrong(path, "is no object", "");
    }
    List<String> known = shape.fields().stream().map(Field::name).toList();
    for (String key : node.propertyNames()) {
      if (!known.contains(key) && !isFull()) { // finding the nearest takes its time
        wrong(
            within(path, key),
            "is unknown; " + Nearest.suggestion(shown(key), known),
            String.join(", ", known));
      }
    }
    int before = faults;
    Object[] components =
        shape.fields().stream().map(it -> component(it, node, path)).toArray(Object[]::new);
    return faults == before ? make(shape, components, path) : Optional.empty();
  }

  /** An Optional for each component, whose inside is missing if that component has a problem. */
  private Object component(Field field, JsonNode node, String path) {
    JsonNode member = node.get(field.name());
    boolean absent = member == null || member.isNull();
    if (field.optional()) {
      return absent ? Optional.empty() : read(field.shape(), member, within(path, field.name()));
    }
    if (!absent) {
      return read(field.shape(), member, within(path, field.name())).orElse(ABSENT);
    }
    if (field.shape() instanceof Many) {
      return List.of();
    }
    if (field.shape() instanceof Named) {
      return Map.of();
    }
    wrong(within(path, field.name()), "is not there", "");
    return ABSENT;
  }

  private Optional<Object> make(Fields shape, Object[] components, String path) {
    Class<?>[] types =
        Arrays.stream(shape.type().getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = shape.type().getDeclaredConstructor(types);
      constructor.setAccessible(true); // of a record that its package keeps to itself
      return Optional.of(constructor.newInstance(components));
    } catch (ReflectiveOperationException e) {
      return wrong(path, "has values that do not go together", "");
    }
  }

  private Optional<Object> wrong(String path, String sentence, String allowed) {
    faults++;
    if (!isFull()) {
      problems.add(new Problem(path, sentence, allowed));
    }
    return Optional.empty();
  }

  private boolean isFull() {
    return problems.size() >= PROBLEMS_MAX;
  }

  /** The path as a reader writes it: what is right below the body has just its name. */
  private static String within(String path, String key) {
    return path.equals("body") ? shown(key) : path + "." + shown(key);
  }

  private static String shown(String key) {
    return key.length() <= KEY_SHOWN_MAX ? key : key.substring(0, KEY_SHOWN_MAX) + "…";
  }
}
