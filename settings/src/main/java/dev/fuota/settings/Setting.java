package dev.fuota.settings;

import dev.fuota.protocol.explain.Nearest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One value of a settings file: a text, a list, or a map. Every wrong use names its line and
 * column.
 */
public final class Setting {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|min|h|d)");
  private static final Pattern OCTETS = Pattern.compile("(\\d{1,12})(KiB|MiB|GiB)?");
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?) ?%");
  private static final Pattern PLAIN = Pattern.compile("\\d(?:\\.\\d{1,9})?");

  private final String place;
  private final Object value;

  /**
   * A value at its place.
   *
   * @param place file, line and column of its first character, as {@code server.yaml:3:7}
   * @param value a String, a List of Settings, or a Map of Strings to Settings
   */
  Setting(String place, Object value) {
    this.place = place;
    this.value = value;
  }

  /** The mistake that this value is. */
  public SettingProblem problem(String sentence) {
    return new SettingProblem(place, sentence);
  }

  /** This map, of which nothing but {@code keys} may be there. */
  public Setting only(String... keys) {
    List<String> known = Arrays.asList(keys);
    for (Map.Entry<String, Setting> entry : map().entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw entry
            .getValue()
            .problem(
                "unknown key " + entry.getKey() + "; " + Nearest.suggestion(entry.getKey(), known));
      }
    }
    return this;
  }

  /** What stands in this map, in the order of the file. */
  public List<String> keys() {
    return List.copyOf(map().keySet());
  }

  /** What stands under {@code key}; it must be there. */
  public Setting get(String key) {
    return find(key).orElseThrow(() -> problem(key + " is missing; add " + key + ":"));
  }

  /** What stands under {@code key}, if anything does. */
  public Optional<Setting> find(String key) {
    return Optional.ofNullable(map().get(key));
  }

  /** What {@code read} makes of the value under {@code key}, or {@code otherwise} without one. */
  public <T> T get(String key, T otherwise, Function<Setting, T> read) {
    return find(key).map(read).orElse(otherwise);
  }

  @SuppressWarnings("unchecked") // the constructor's contract
  private Map<String, Setting> map() {
    if (!(value instanceof Map)) {
      throw problem("keys and values belong here, as key: value");
    }
    return (Map<String, Setting>) value;
  }

  /** The items of a list. */
  @SuppressWarnings("unchecked") // the constructor's contract
  public List<Setting> items() {
    if (!(value instanceof List)) {
      throw problem("a list belongs here, with a dash before each item");
    }
    return (List<Setting>) value;
  }

  public String text() {
    if (!(value instanceof String text) || text.isEmpty()) {
      throw problem("a single value belongs here");
    }
    return text;
  }

  /** Whether this is a single value, not a list or a map. */
  public boolean isText() {
    return value instanceof String;
  }

  /** Whether this is a list. */
  public boolean isList() {
    return value instanceof List;
  }

  /**
   * A part of this single value, which has the same place.
   *
   * @param part what stands there
   */
  public Setting part(String part) {
    return new Setting(place, part);
  }

  /** {@code true} or {@code false}. */
  public boolean yesNo() {
    return choice(Map.of("true", true, "false", false));
  }

  /** A whole number from {@code min} to {@code max}, decimal or as 0x1000. */
  public int number(int min, int max) {
    return (int) longNumber(min, max);
  }

  /** A whole number from {@code min} to {@code max}, decimal or as 0x1000. */
  public long longNumber(long min, long max) {
    try {
      long number =
          text().startsWith("0x")
              ? Long.parseLong(text(), 2, text().length(), 16)
              : Long.parseLong(text());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw problem("'" + text() + "' is no whole number");
    }
    throw problem(text() + " is not between " + min + " and " + max);
  }

  /** A share of 0 to 1, written {@code 5%} or {@code 0.05}. */
  public double share() {
    Matcher percent = PERCENT.matcher(text());
    Matcher plain = PLAIN.matcher(text());
    if (!percent.matches() && !plain.matches()) {
      throw problem("'" + text() + "' is no share; write it as 5% or 0.05");
    }
    double share =
        percent.matches()
            ? Double.parseDouble(percent.group(1)) / 100
            : Double.parseDouble(plain.group());
    if (share > 1) {
      throw problem(text() + " is not between 0% and 100%");
    }
    return share;
  }

  /** A number of 0 or more, with decimals or without. */
  public double decimal() {
    try {
      double number = Double.parseDouble(text());
      if (number >= 0 && number < Double.POSITIVE_INFINITY) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw problem("'" + text() + "' is no number");
    }
    throw problem(text() + " is no number of 0 or more");
  }

  /** A length of time, written {@code 250ms}, {@code 90s}, {@code 5min}, {@code 2h}. */
  public Duration duration() {
    Matcher duration = DURATION.matcher(text());
    if (!duration.matches()) {
      throw problem("'" + text() + "' is no duration; write it as 250ms, 90s, 5min or 2h");
    }
    long amount = Long.parseLong(duration.group(1));
    return switch (duration.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "min" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  /** A size, written in octets or as {@code 64KiB}, {@code 16MiB}. */
  public long octets() {
    Matcher octets = OCTETS.matcher(text());
    if (!octets.matches()) {
      throw problem("'" + text() + "' is no size; write it as 4096, 64KiB or 16MiB");
    }
    String unit = octets.group(2) == null ? "" : octets.group(2);
    int shift =
        switch (unit) {
          case "KiB" -> 10;
          case "MiB" -> 20;
          case "GiB" -> 30;
          default -> 0;
        };
    return Long.parseLong(octets.group(1)) << shift;
  }

  /** One of several words. */
  public <T> T choice(Map<String, T> words) {
    T chosen = words.get(text());
    if (chosen == null) {
      List<String> known = words.keySet().stream().sorted().collect(Collectors.toList());
      throw problem("'" + text() + "' is not known; " + Nearest.suggestion(text(), known));
    }
    return chosen;
  }
}
