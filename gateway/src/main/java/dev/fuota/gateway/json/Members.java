package dev.fuota.gateway.json;

import dev.fuota.protocol.codec.Bytes;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The members of a JSON object that somebody else wrote. Members that nobody asks for do not
 * matter, null is as good as absent. What has the wrong type or is out of range ends the reading;
 * {@link Json#decode} makes a value of that.
 */
public final class Members {
  private static final long EXACT_MAX = 1L << 53;
  private static final int DIGITS_MAX = 20;

  private final JsonNode node;

  Members(JsonNode node) {
    this.node = node;
  }

  /** What is wrong with a text; never leaves this package but through a reader. */
  static final class Bad extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    Bad(String sentence) {
      super(sentence, null, false, false);
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  /** To be thrown by a reader that finds the value of a member wrong. */
  public static RuntimeException bad(String name, String why) {
    return new Bad("\"" + name + "\" " + why);
  }

  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** A text. */
  public String text(String name) {
    return textIf(name).orElseThrow(() -> absent(name));
  }

  /** A text; empty if absent. */
  public Optional<String> textIf(String name) {
    JsonNode member = node.get(name);
    if (member == null || member.isNull()) {
      return Optional.empty();
    }
    return Optional.of(member.stringValueOpt().orElseThrow(() -> bad(name, "is no text")));
  }

  /** A whole number within {@code min..max}. */
  public long whole(String name, long min, long max) {
    return wholeIf(name, min, max).orElseThrow(() -> absent(name));
  }

  /** A whole number within {@code min..max}; {@code otherwise} if absent. */
  public long whole(String name, long min, long max, long otherwise) {
    return wholeIf(name, min, max).orElse(otherwise);
  }

  /**
   * A whole number; empty if absent. It may be written with a fraction of zero, and as a text of
   * digits, as 64-bit numbers often are.
   */
  public OptionalLong wholeIf(String name, long min, long max) {
    JsonNode member = node.get(name);
    if (member == null || member.isNull()) {
      return OptionalLong.empty();
    }
    long value = whole(name, member);
    if (value < min || value > max) {
      throw bad(name, "is not within " + min + ".." + max);
    }
    return OptionalLong.of(value);
  }

  private static long whole(String name, JsonNode member) {
    if (member.isIntegralNumber() && member.canConvertToLong()) {
      return member.longValue();
    }
    if (member.isString() && isDigits(member.stringValue())) {
      try {
        return Long.parseLong(member.stringValue());
      } catch (NumberFormatException tooLarge) {
        throw bad(name, "is too large");
      }
    }
    double number = member.isNumber() ? member.doubleValue() : Double.NaN;
    if (Math.rint(number) != number || Math.abs(number) > EXACT_MAX) {
      throw bad(name, "is no whole number");
    }
    return (long) number;
  }

  private static boolean isDigits(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    return text.length() > start
        && text.length() <= DIGITS_MAX
        && text.substring(start).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** A number within {@code min..max}. */
  public double number(String name, double min, double max) {
    JsonNode member = node.get(name);
    if (member == null || member.isNull()) {
      throw absent(name);
    }
    double value = member.isNumber() ? member.doubleValue() : Double.NaN;
    if (!(value >= min && value <= max)) {
      throw bad(name, "is no number within " + min + ".." + max);
    }
    return value;
  }

  /** A number within {@code min..max}; {@code otherwise} if absent. */
  public double number(String name, double min, double max, double otherwise) {
    return has(name) ? number(name, min, max) : otherwise;
  }

  /** True or false; false if absent. */
  public boolean flag(String name) {
    JsonNode member = node.get(name);
    if (member == null || member.isNull()) {
      return false;
    }
    if (!member.isBoolean()) {
      throw bad(name, "is neither true nor false");
    }
    return member.booleanValue();
  }

  /** Octets as base64, standard alphabet; padding may be left out. */
  public Bytes base64(String name) {
    String text = text(name);
    try {
      return Bytes.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw bad(name, "is no base64");
    }
  }

  /** Octets as hexadecimal of either case. */
  public Bytes hex(String name) {
    String text = text(name);
    try {
      return Bytes.fromHex(text);
    } catch (IllegalArgumentException e) {
      throw bad(name, "is no hexadecimal");
    }
  }

  public Members object(String name) {
    return objectIf(name).orElseThrow(() -> absent(name));
  }

  /** An object; empty if absent. */
  public Optional<Members> objectIf(String name) {
    JsonNode member = node.get(name);
    if (member == null || member.isNull()) {
      return Optional.empty();
    }
    if (!member.isObject()) {
      throw bad(name, "is no object");
    }
    return Optional.of(new Members(member));
  }

  /** The objects of an array, {@code max} at most; none if it is absent. */
  public List<Members> objects(String name, int max) {
    return array(name, max).stream()
        .map(
            element -> {
              if (!element.isObject()) {
                throw bad(name, "has an element that is no object");
              }
              return new Members(element);
            })
        .toList();
  }

  /** The texts of an array, {@code max} at most; none if it is absent. */
  public List<String> texts(String name, int max) {
    return array(name, max).stream().map(element -> element(name, element)).toList();
  }

  private static String element(String name, JsonNode element) {
    return element.stringValueOpt().orElseThrow(() -> bad(name, "has an element that is no text"));
  }

  /** All members by their names, {@code max} at most, each a text. */
  public Map<String, String> allTexts(int max) {
    if (node.size() > max) {
      throw bad("members", "are more than " + max);
    }
    Map<String, String> texts = new TreeMap<>();
    node.propertyNames().forEach(name -> texts.put(name, text(name)));
    return texts;
  }

  /** The rows of whole numbers of an array of arrays, {@code max} rows at most. */
  public List<List<Integer>> rows(String name, int max) {
    return array(name, max).stream().map(row -> row(name, row, max)).toList();
  }

  private static List<Integer> row(String name, JsonNode row, int max) {
    if (!row.isArray() || row.size() > max) {
      throw bad(name, "has an element that is no row");
    }
    return IntStream.range(0, row.size())
        .mapToObj(i -> small(name, whole(name, row.get(i))))
        .toList();
  }

  private static int small(String name, long value) {
    if (value != (int) value) {
      throw bad(name, "is too large");
    }
    return (int) value;
  }

  private List<JsonNode> array(String name, int max) {
    JsonNode member = node.get(name);
    if (member == null || member.isNull()) {
      return List.of();
    }
    if (!member.isArray() || member.size() > max) {
      throw bad(name, "is no array of at most " + max);
    }
    return IntStream.range(0, member.size()).mapToObj(member::get).toList();
  }

  private static RuntimeException absent(String name) {
    return bad(name, "is not there");
  }
}
