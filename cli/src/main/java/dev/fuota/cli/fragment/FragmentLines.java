package dev.fuota.cli.fragment;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.protocol.codec.Bytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what {@code fuota fragment} prints, in any order, with lines lost or repeated. Memory is
 * bounded by what fragments can be: 16383 of 255 octets, and lines of 4096 octets.
 */
final class FragmentLines {
  private static final int LINE_MAX = 4096;
  private static final int NUMBER_MAX = 16383;
  private static final int SIZE_MAX = 255;

  /** What the session is: NbFrag, FragSize and Padding. */
  record Session(int count, int size, int padding) {
    int length() {
      return count * size - padding;
    }
  }

  /**
   * A whole input.
   *
   * @param fragments by number, in the order in which they came first
   * @param read fragments in the input, repeated ones included
   */
  record Content(Session session, Map<Integer, Bytes> fragments, int read) {}

  private record Fragment(Bytes octets, int line) {}

  private final String name;
  private final Map<Integer, Fragment> fragments = new LinkedHashMap<>();
  private Optional<Session> session = Optional.empty();
  private int line;
  private int read;

  /**
   * A reader that has not read anything.
   *
   * @param name how messages name the input
   */
  FragmentLines(String name) {
    this.name = name;
  }

  /**
   * Reads all lines.
   *
   * @throws InputProblem naming the line, if one cannot be used
   */
  Content read(InputStream octets) throws IOException {
    InputStream in = new BufferedInputStream(octets);
    for (Optional<String> text = nextLine(in); text.isPresent(); text = nextLine(in)) {
      if (!text.get().isBlank()) {
        take(parse(text.get()));
      }
    }
    Session whole = session.orElseThrow(() -> noSession());
    Map<Integer, Bytes> checked = new LinkedHashMap<>();
    fragments.forEach((n, fragment) -> checked.put(n, ofSize(whole.size(), fragment)));
    return new Content(whole, checked, read);
  }

  private Optional<String> nextLine(InputStream in) throws IOException {
    line++;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int octet = in.read();
    if (octet < 0) {
      return Optional.empty();
    }
    for (; octet >= 0 && octet != '\n'; octet = in.read()) {
      if (text.size() == LINE_MAX) {
        throw problem(
            "has more than " + LINE_MAX + " octets; is this the output of fuota fragment?");
      }
      text.write(octet);
    }
    return Optional.of(text.toString(StandardCharsets.UTF_8));
  }

  private JsonNode parse(String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw problem("is not JSON: " + e.getOriginalMessage());
    }
  }

  private void take(JsonNode entry) {
    if (entry.has("n")) {
      takeFragment(entry);
    } else if (entry.has("count")) {
      takeSession(entry);
    } else {
      throw problem("has neither a fragment (n, hex) nor a session (count, size, padding)");
    }
  }

  private void takeSession(JsonNode entry) {
    int size = integer(entry, "size", 1, SIZE_MAX);
    Session told =
        new Session(
            integer(entry, "count", 1, NUMBER_MAX), size, integer(entry, "padding", 0, size - 1));
    if (session.isPresent() && !session.get().equals(told)) {
      throw problem("tells another count, size or padding than a line before");
    }
    session = Optional.of(told);
  }

  private void takeFragment(JsonNode entry) {
    int n = integer(entry, "n", 1, NUMBER_MAX);
    Fragment fragment = new Fragment(hex(entry), line);
    Fragment before = fragments.putIfAbsent(n, fragment);
    if (before != null && !before.octets().equals(fragment.octets())) {
      throw problem("has other octets for fragment " + n + " than line " + before.line());
    }
    read++;
  }

  private Bytes hex(JsonNode entry) {
    JsonNode hex = entry.path("hex");
    if (!hex.isString()) {
      throw problem("has no \"hex\" with the octets of the fragment");
    }
    try {
      return Bytes.fromHex(hex.stringValue());
    } catch (IllegalArgumentException e) {
      throw problem("has \"hex\" that is not hexadecimal");
    }
  }

  private int integer(JsonNode entry, String field, int min, int max) {
    JsonNode value = entry.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw problem("needs a whole number \"" + field + "\" within " + min + ".." + max);
    }
    int number = value.intValue();
    if (number < min || number > max) {
      throw problem("has " + field + " " + number + ", not within " + min + ".." + max);
    }
    return number;
  }

  private Bytes ofSize(int size, Fragment fragment) {
    int length = fragment.octets().length();
    if (length != size) {
      line = fragment.line();
      throw problem("has a fragment of " + length + " octets; those of this session have " + size);
    }
    return fragment.octets();
  }

  private InputProblem noSession() {
    return new InputProblem(
        "NO_SESSION",
        name + " lacks the first line of fuota fragment, with count, size and padding");
  }

  private InputProblem problem(String what) {
    return new InputProblem("BAD_LINE", "line " + line + " of " + name + " " + what);
  }
}
