package dev.fuota.tests.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The places in the sources that name a rule by its id. */
final class RuleSources {
  /** Other TR ids are requirements of another list. */
  static final String ID =
      "(?:PKG|TS003|TS004|TS005|TS006|TS007|FEC|NVM)-\\d{2}|TR-06[a-z]|TP-\\d{2}|TR-(?:01|02|03|05|07|08|17)|MSU-(?:\\d{3}|X\\d{2})"
          + "|MAC-\\d{3}|GW-\\d{2}";

  private static final Pattern IDS = Pattern.compile("\\b(?:" + ID + ")\\b");
  private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

  /**
   * A place that names a rule.
   *
   * @param file relative to the root of the product
   * @param name of the class, or {@code Class.method} of a test
   */
  record Place(String file, String name) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : file.compareTo(other.file);
    }
  }

  private final Path root;
  private final SortedMap<String, SortedSet<Place>> code = new TreeMap<>();
  private final SortedMap<String, SortedSet<Place>> tests = new TreeMap<>();

  /** Reads all sources of a product; the generator's own do not count. */
  RuleSources(Path root) {
    this.root = root;
    String own = "dev/fuota/tests/conformance";
    try (Stream<Path> files = Files.walk(root)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/") && !file.toString().contains(own))
          .sorted()
          .forEach(this::scan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the sources that this runs in lie. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("mvnw"))) {
      here = Objects.requireNonNull(here.getParent(), "no mvnw above the tests");
    }
    return here;
  }

  private void scan(Path file) {
    List<String> lines = lines(file);
    String path = root.relativize(file).toString();
    String type = file.getFileName().toString().replace(".java", "");
    boolean test = path.contains("/src/test/");
    for (int at = 0; at < lines.size(); at++) {
      Matcher ids = IDS.matcher(lines.get(at));
      while (ids.find()) {
        String name = test ? type + method(lines, at) : type;
        (test ? tests : code)
            .computeIfAbsent(ids.group(), id -> new TreeSet<>())
            .add(new Place(path, name));
      }
    }
  }

  /** The method whose annotations or comment line {@code at} belongs to, or that it stands in. */
  private static String method(List<String> lines, int at) {
    for (int ahead = at; ahead < lines.size(); ahead++) {
      String line = lines.get(ahead).strip();
      Matcher method = METHOD.matcher(line);
      if (method.find()) {
        return "." + method.group(1);
      }
      if (line.matches(".*\\b(class|record|interface) \\w+.*\\{")) {
        return "";
      }
      if (line.endsWith(";")) {
        break;
      }
    }
    for (int back = at; back >= 0; back--) {
      Matcher method = METHOD.matcher(lines.get(back));
      if (method.find()) {
        return "." + method.group(1);
      }
    }
    return "";
  }

  /** Main sources by rule. */
  SortedSet<Place> code(String id) {
    return code.getOrDefault(id, new TreeSet<>());
  }

  /** Tests by rule. */
  SortedSet<Place> tests(String id) {
    return tests.getOrDefault(id, new TreeSet<>());
  }

  /** All ids that the sources name. */
  SortedSet<String> ids() {
    SortedSet<String> ids = new TreeSet<>(code.keySet());
    ids.addAll(tests.keySet());
    return ids;
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
