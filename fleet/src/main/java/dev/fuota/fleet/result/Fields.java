package dev.fuota.fleet.result;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An object in a file that somebody wrote.
 *
 * @param place of it, for messages
 */
record Fields(String place, JsonNode node) {
  private static final int TEXT_MAX = 500;
  private static final int ITEMS_MAX = 10_000;
  private static final BigDecimal SECONDS_MAX = BigDecimal.valueOf(1_000_000_000L);
  private static final BigDecimal DECIMAL_MAX = BigDecimal.valueOf(1_000_000_000_000L);

  ResultProblem problem(String what) {
    return new ResultProblem("RESULT_BAD", place + ": " + what);
  }

  /** Nothing else may be there. */
  Fields only(String... keys) {
    if (!node.isObject()) {
      throw problem("no object");
    }
    Set<String> known = Set.of(keys);
    for (String key : node.propertyNames()) {
      if (!known.contains(key)) {
        throw problem("a key that is not known: " + shortened(key));
      }
    }
    return this;
  }

  private static String shortened(String text) {
    int most = 40;
    return text.length() <= most ? text : text.substring(0, most) + "…";
  }

  private JsonNode get(String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      throw problem(key + " is missing");
    }
    return value;
  }

  boolean has(String key) {
    return node.has(key);
  }

  String text(String key) {
    JsonNode value = get(key);
    if (!value.isString() || value.stringValue().length() > TEXT_MAX) {
      throw problem(key + " is no text of at most " + TEXT_MAX + " characters");
    }
    return value.stringValue();
  }

  boolean yesNo(String key) {
    JsonNode value = get(key);
    if (!value.isBoolean()) {
      throw problem(key + " is neither true nor false");
    }
    return value.booleanValue();
  }

  /** A number from 0 on. */
  int number(String key, int max) {
    return (int) longNumber(key, 0, max);
  }

  long longNumber(String key, long min, long max) {
    return whole(key, get(key), min, max);
  }

  private long whole(String key, JsonNode value, long min, long max) {
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < min
        || value.longValue() > max) {
      throw problem(key + " is no whole number from " + min + " to " + max);
    }
    return value.longValue();
  }

  double decimal(String key) {
    JsonNode value = get(key);
    if (!value.isNumber() || value.decimalValue().signum() < 0 || isAbove(value, DECIMAL_MAX)) {
      throw problem(key + " is no number from 0 on");
    }
    return value.decimalValue().doubleValue();
  }

  Duration seconds(String key) {
    JsonNode value = get(key);
    if (!value.isNumber() || isAbove(value, SECONDS_MAX)) {
      throw problem(key + " is no number of seconds");
    }
    return Duration.ofNanos(value.decimalValue().movePointRight(9).longValue());
  }

  private static boolean isAbove(JsonNode value, BigDecimal most) {
    return value.decimalValue().abs().compareTo(most) > 0;
  }

  <E extends Enum<E>> E choice(String key, Class<E> type) {
    String name = text(key);
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> problem(key + " is none of its words: " + shortened(name)));
  }

  /** Milliseconds, and null where there are none. */
  @Nullable Long[] times(String key, int size, long max) {
    JsonNode list = get(key);
    if (!list.isArray() || list.size() != size) {
      throw problem(key + " is no list of " + size);
    }
    @Nullable Long[] times = new Long[size];
    for (int i = 0; i < size; i++) {
      JsonNode value = list.get(i);
      times[i] = value.isNull() ? null : whole(key, value, 0, max);
    }
    return times;
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : list(key)) {
      if (!value.isString() || value.stringValue().length() > TEXT_MAX) {
        throw problem(key + " is no list of texts");
      }
      texts.add(value.stringValue());
    }
    return texts;
  }

  List<Fields> objects(String key) {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode value : list(key)) {
      objects.add(new Fields(place + ", " + key, value));
    }
    return objects;
  }

  private JsonNode list(String key) {
    JsonNode list = get(key);
    if (!list.isArray() || list.size() > ITEMS_MAX) {
      throw problem(key + " is no list of at most " + ITEMS_MAX);
    }
    return list;
  }

  Fields object(String key) {
    return new Fields(place + ", " + key, get(key));
  }

  Optional<Fields> find(String key) {
    return has(key) ? Optional.of(object(key)) : Optional.empty();
  }
}
