package dev.fuota.cli.boot;

import dev.fuota.boot.torture.Layout;
import dev.fuota.boot.torture.Layout.Range;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.InputFile;
import dev.fuota.cli.io.Profiles;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.settings.Setting;
import dev.fuota.settings.SettingProblem;
import dev.fuota.settings.SettingsFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A vendor's flash, as YAML: {@code part} names a profile, or says sector sizes, granule and so on;
 * {@code partitions} says offset and size of primary, secondary, scratch and journal.
 */
final class LayoutFile {
  private static final int SECTORS_MAX = 1 << 16;

  private record Named(String name, Range range) {}

  private final Path file;
  private final List<Named> named = new ArrayList<>();

  private LayoutFile(Path file) {
    this.file = file;
  }

  /**
   * Reads it.
   *
   * @throws InputProblem with one line that names the file, the line where it is known, and what to
   *     do
   */
  static Layout read(Path file) {
    String text = new String(InputFile.read(file, "--layout").toArray(), StandardCharsets.UTF_8);
    try {
      return new LayoutFile(file).layout(SettingsFile.read(file.toString(), text));
    } catch (SettingProblem problem) {
      throw new InputProblem("LAYOUT_BAD", String.valueOf(problem.getMessage()));
    }
  }

  private Layout layout(Setting root) {
    root.only("part", "partitions");
    FlashProfile part = part(root.get("part"));
    Setting partitions = root.get("partitions").only("primary", "secondary", "scratch", "journal");
    Optional<Range> scratch = partitions.find("scratch").map(at -> range(part, at, "scratch"));
    Range primary = range(part, partitions.get("primary"), "primary");
    Range secondary = range(part, partitions.get("secondary"), "secondary");
    Range journal = range(part, partitions.get("journal"), "journal");
    if (journal.count() < 2) {
      throw partitions
          .get("journal")
          .problem("the journal needs two sectors or more; make it larger");
    }
    return new Layout(part, primary, secondary, scratch, journal);
  }

  private FlashProfile part(Setting part) {
    if (part.isText()) {
      return Profiles.named(part.text(), "layout " + file);
    }
    part.only("name", "sectors", "granule", "erased", "ecc", "programMicros", "eraseMillis");
    try {
      return new FlashProfile(
          part.get("name", "custom", Setting::text),
          geometry(part),
          part.get("ecc", false, Setting::yesNo),
          Duration.ofNanos((long) (part.get("programMicros", 0.0, Setting::decimal) * 1000)),
          Duration.ofNanos((long) (part.get("eraseMillis", 0.0, Setting::decimal) * 1_000_000)));
    } catch (IllegalArgumentException refused) {
      throw part.problem(refused.getMessage() + "; mend the part");
    }
  }

  /** {@code sectors} is a list of {@code {size, count}}, or of sizes, from offset 0. */
  private static Geometry geometry(Setting part) {
    List<Integer> sizes = new ArrayList<>();
    for (Setting group : part.get("sectors").items()) {
      boolean plain = group.isText();
      int size = plain ? positive(group) : positive(group.only("size", "count").get("size"));
      int count = plain ? 1 : positive(group.get("count"));
      if (count > SECTORS_MAX - sizes.size()) {
        throw group.problem(count + " sectors of " + size + " octets; mend the list");
      }
      sizes.addAll(Collections.nCopies(count, size));
    }
    int erased = part.get("erased", 0xff, value -> value.number(0, 0xff));
    return Geometry.uneven(sizes, positive(part.get("granule")), erased);
  }

  private static int positive(Setting value) {
    return value.number(1, Integer.MAX_VALUE);
  }

  private Range range(FlashProfile part, Setting at, String name) {
    at.only("offset", "size");
    long offset = at.get("offset").number(0, Integer.MAX_VALUE);
    long end = offset + positive(at.get("size"));
    Geometry geometry = part.geometry();
    if (end > geometry.size()) {
      throw at.problem(
          String.format(
              "%s is 0x%x..0x%x, and %s ends at 0x%x; move or shrink it",
              name, offset, end, part.name(), geometry.size()));
    }
    int first = geometry.sectorOf((int) offset);
    int last = geometry.sectorOf((int) end - 1);
    long lastEnd = geometry.sectorOffset(last) + (long) geometry.sectorSize(last);
    if (geometry.sectorOffset(first) != offset || lastEnd != end) {
      throw at.problem(
          String.format(
              "%s is 0x%x..0x%x, which are not whole sectors; the sectors around are 0x%x..0x%x",
              name, offset, end, geometry.sectorOffset(first), lastEnd));
    }
    Range range = new Range(first, last - first + 1);
    apart(at, new Named(name, range));
    return range;
  }

  private void apart(Setting at, Named one) {
    for (Named other : named) {
      boolean overlap =
          one.range().first() < other.range().end() && other.range().first() < one.range().end();
      if (overlap) {
        throw at.problem(one.name() + " and " + other.name() + " overlap; move one of them");
      }
    }
    named.add(one);
  }
}
