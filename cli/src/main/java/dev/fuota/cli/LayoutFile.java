package dev.fuota.cli;

import dev.fuota.boot.torture.Layout;
import dev.fuota.boot.torture.Layout.Range;
import dev.fuota.fleet.settings.Nearest;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A vendor's flash, as YAML: {@code part} names a profile, or says sector sizes, granule and so on;
 * {@code partitions} says offset and size of primary, secondary, scratch and journal.
 */
final class LayoutFile {
  private static final YAMLMapper MAPPER = new YAMLMapper();
  private static final int SECTORS_MAX = 1 << 16;

  private final Path file;
  private final List<String> lines;

  private LayoutFile(Path file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
  }

  /**
   * Reads it.
   *
   * @throws InputProblem with one line that names the file, the line where it is known, and what to
   *     do
   */
  static Layout read(Path file) {
    String text = new String(InputFile.read(file, "--layout").toArray(), StandardCharsets.UTF_8);
    return new LayoutFile(file, text).layout(text);
  }

  private Layout layout(String text) {
    JsonNode root = tree(text);
    keys(root, "", List.of("part", "partitions"));
    FlashProfile part = part(field(root, "", "part"));
    JsonNode partitions = field(root, "", "partitions");
    keys(partitions, "partitions", List.of("primary", "secondary", "scratch", "journal"));
    List<Named> named = new ArrayList<>();
    Optional<Range> scratch =
        partitions.has("scratch")
            ? Optional.of(range(part, partitions, "scratch", named))
            : Optional.empty();
    Range primary = range(part, partitions, "primary", named);
    Range secondary = range(part, partitions, "secondary", named);
    Range journal = range(part, partitions, "journal", named);
    if (journal.count() < 2) {
      throw problem("journal:", "the journal needs two sectors or more; make it larger");
    }
    apart(named);
    return new Layout(part, primary, secondary, scratch, journal);
  }

  private JsonNode tree(String text) {
    try {
      JsonNode root = MAPPER.readTree(text);
      if (root == null || !root.isObject()) {
        throw new InputProblem(
            "LAYOUT_BAD", file + ": this is no layout; begin with part: and partitions:");
      }
      return root;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new InputProblem(
          "LAYOUT_BAD",
          file + ":" + Math.max(1, line) + ": no YAML: " + first(e.getOriginalMessage()));
    }
  }

  private static String first(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  private FlashProfile part(JsonNode part) {
    if (part.isString()) {
      return Profiles.named(part.stringValue(), "layout " + file);
    }
    keys(
        part,
        "part",
        List.of("name", "sectors", "granule", "erased", "ecc", "programMicros", "eraseMillis"));
    try {
      return new FlashProfile(
          part.path("name").asString("custom"),
          geometry(part),
          part.path("ecc").asBoolean(false),
          Duration.ofNanos((long) (part.path("programMicros").asDouble(0) * 1000)),
          Duration.ofNanos((long) (part.path("eraseMillis").asDouble(0) * 1_000_000)));
    } catch (IllegalArgumentException refused) {
      throw problem("part:", refused.getMessage() + "; mend the part");
    }
  }

  /** {@code sectors} is a list of {@code {size, count}}, or of sizes, from offset 0. */
  private Geometry geometry(JsonNode part) {
    List<Integer> sizes = new ArrayList<>();
    for (JsonNode group : field(part, "part", "sectors")) {
      if (group.isObject()) {
        keys(group, "sectors", List.of("size", "count"));
      }
      int size = number(group.isObject() ? field(group, "sectors", "size") : group, "sectors:");
      int count = group.isObject() ? number(group.path("count"), "count:") : 1;
      if (size < 1 || count < 1 || count > SECTORS_MAX - sizes.size()) {
        throw problem("sectors:", count + " sectors of " + size + " octets; mend the list");
      }
      sizes.addAll(Collections.nCopies(count, size));
    }
    int erased = part.has("erased") ? number(part.path("erased"), "erased:") : 0xff;
    return Geometry.uneven(sizes, number(field(part, "part", "granule"), "granule:"), erased);
  }

  private record Named(String name, Range range) {}

  private Range range(FlashProfile part, JsonNode partitions, String name, List<Named> named) {
    JsonNode node = field(partitions, "partitions", name);
    keys(node, name, List.of("offset", "size"));
    long offset = number(field(node, name, "offset"), name + ":");
    long end = offset + number(field(node, name, "size"), name + ":");
    Geometry geometry = part.geometry();
    if (offset < 0 || end <= offset || end > geometry.size()) {
      throw problem(
          name + ":",
          String.format(
              "%s is 0x%x..0x%x, and %s ends at 0x%x; move or shrink it",
              name, offset, end, part.name(), geometry.size()));
    }
    int first = geometry.sectorOf((int) offset);
    int last = geometry.sectorOf((int) end - 1);
    long lastEnd = geometry.sectorOffset(last) + (long) geometry.sectorSize(last);
    if (geometry.sectorOffset(first) != offset || lastEnd != end) {
      throw problem(
          name + ":",
          String.format(
              "%s is 0x%x..0x%x, which are not whole sectors; the sectors around are 0x%x..0x%x",
              name, offset, end, geometry.sectorOffset(first), lastEnd));
    }
    Range range = new Range(first, last - first + 1);
    named.add(new Named(name, range));
    return range;
  }

  private void apart(List<Named> named) {
    for (Named one : named) {
      for (Named other : named) {
        boolean overlap =
            one.range().first() < other.range().end() && other.range().first() < one.range().end();
        if (overlap && !one.name().equals(other.name())) {
          throw problem(
              one.name() + ":", one.name() + " and " + other.name() + " overlap; move one of them");
        }
      }
    }
  }

  private JsonNode field(JsonNode node, String where, String name) {
    JsonNode field = node.path(name);
    if (field.isMissingNode() || field.isNull()) {
      String owner = where.isEmpty() ? "the layout" : where;
      throw problem(where + ":", owner + " has no " + name + "; add " + name + ":");
    }
    return field;
  }

  private int number(JsonNode node, String near) {
    String text = node.asString("");
    try {
      return Integer.decode(text);
    } catch (NumberFormatException e) {
      throw problem(near, "'" + text + "' is no number; write it as 4096 or 0x1000");
    }
  }

  private void keys(JsonNode node, String where, List<String> known) {
    if (!node.isObject()) {
      throw problem(where + ":", where + " needs the keys " + String.join(", ", known));
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!known.contains(entry.getKey())) {
        throw problem(
            entry.getKey() + ":",
            "unknown key " + entry.getKey() + "; " + Nearest.suggestion(entry.getKey(), known));
      }
    }
  }

  /** With the line that begins with {@code near}, where there is one. */
  private InputProblem problem(String near, String message) {
    int line = 0;
    for (int i = 0; i < lines.size() && line == 0; i++) {
      String text = lines.get(i).strip();
      line = text.startsWith(near) || text.startsWith("- " + near) ? i + 1 : 0;
    }
    return new InputProblem("LAYOUT_BAD", file + (line == 0 ? "" : ":" + line) + ": " + message);
  }
}
