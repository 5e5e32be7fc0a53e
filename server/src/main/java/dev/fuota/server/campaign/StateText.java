package dev.fuota.server.campaign;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The text of something that outlives the process: {@code version;name=value;name=value}. Names
 * without a value are left out; {@code ; = %} and control characters in values stand as {@code
 * %xx}.
 */
final class StateText {
  private static final String VERSION = "1";

  private final Map<String, String> fields = new LinkedHashMap<>();

  StateText put(String name, Object value) {
    fields.put(name, value.toString());
    return this;
  }

  StateText put(String name, Optional<?> value) {
    value.ifPresent(it -> put(name, it));
    return this;
  }

  StateText flag(String name, boolean value) {
    return value ? put(name, "1") : this;
  }

  String encode() {
    StringBuilder text = new StringBuilder(VERSION);
    fields.forEach((name, value) -> text.append(';').append(name).append('=').append(quote(value)));
    return text.toString();
  }

  private static String quote(String value) {
    StringBuilder quoted = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ';' || c == '=' || c == '%' || c < ' ') {
        quoted.append(String.format("%%%02x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.toString();
  }

  /** The fields of a text; values are asked for by {@link Fields}. */
  static Fields decode(String text) {
    String[] parts = text.split(";", -1);
    if (!parts[0].equals(VERSION)) {
      throw new BadText("version " + ParameterReader.shortened(parts[0]) + " is not known");
    }
    Map<String, String> fields = new TreeMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 0) {
        throw new BadText("'" + ParameterReader.shortened(parts[i]) + "' is no field");
      }
      fields.put(parts[i].substring(0, equals), unquote(parts[i].substring(equals + 1)));
    }
    return new Fields(fields);
  }

  private static String unquote(String quoted) {
    StringBuilder value = new StringBuilder(quoted.length());
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c == '%') {
        if (i + 2 >= quoted.length()) {
          throw new BadText("a value ends in the middle of an escape");
        }
        value.append((char) parse(quoted.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        value.append(c);
      }
    }
    return value.toString();
  }

  private static long parse(String digits, int radix) {
    try {
      return Long.parseLong(digits, radix);
    } catch (NumberFormatException e) {
      throw new BadText("'" + ParameterReader.shortened(digits) + "' is no number");
    }
  }

  /** Values by their names. */
  record Fields(Map<String, String> values) {

    Optional<String> text(String name) {
      return Optional.ofNullable(values.get(name));
    }

    boolean flag(String name) {
      return values.containsKey(name);
    }

    Optional<Long> number(String name) {
      return text(name).map(it -> parse(it, 10));
    }

    int count(String name) {
      long count = number(name).orElse(0L);
      if (count < 0 || count > Integer.MAX_VALUE) {
        throw new BadText(name + " is " + count);
      }
      return (int) count;
    }

    Optional<Instant> instant(String name) {
      try {
        return text(name).map(Instant::parse);
      } catch (DateTimeException e) {
        throw new BadText(name + " is no instant");
      }
    }

    Duration duration(String name) {
      try {
        return text(name).map(Duration::parse).orElse(Duration.ZERO);
      } catch (DateTimeException e) {
        throw new BadText(name + " is no duration");
      }
    }

    <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
      return text(name).map(it -> constant(type, it));
    }
  }

  static <E extends Enum<E>> E constant(Class<E> type, String word) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(word)) {
        return constant;
      }
    }
    throw new BadText("'" + ParameterReader.shortened(word) + "' is not known");
  }

  /** A text that is none of ours; caught where the decoding began. */
  static final class BadText extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadText(String sentence) {
      super(sentence);
    }
  }
}
