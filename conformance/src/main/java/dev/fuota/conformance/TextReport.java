package dev.fuota.conformance;

import dev.fuota.conformance.FileReport.Ran;
import dev.fuota.conformance.FileReport.Unusable;
import java.util.ArrayList;
import java.util.List;

/** A report as lines for people. */
public final class TextReport {
  private static final int NAME_WIDTH = 34;

  private TextReport() {}

  /** Files with their groups, each failure and each reason on a line; last the totals. */
  public static List<String> lines(ConformanceReport report) {
    List<String> lines = new ArrayList<>();
    for (FileReport file : report.files()) {
      if (file instanceof Unusable unusable) {
        lines.add(unusable(unusable));
      } else if (file instanceof Ran ran) {
        lines.add(ran.file() + " (" + ran.schema() + ")");
        ran.groups().forEach(group -> addGroup(lines, group));
      }
    }
    lines.add(counts("total", report.passed(), report.failed(), report.notApplicable()));
    return lines;
  }

  /** Why a file could not be run, in one line that names file and place. */
  public static String unusable(Unusable file) {
    String place = file.place().isEmpty() ? "" : ", " + file.place();
    return file.file() + place + ": " + file.sentence();
  }

  private static void addGroup(List<String> lines, GroupReport group) {
    lines.add("  " + counts(group.name(), group.passed(), group.failed(), group.notApplicable()));
    for (Failure failure : group.failures()) {
      lines.add(
          String.format(
              "    FAILED %s, %s: expected %s, got %s",
              failure.id(), failure.field(), failure.expected(), failure.got()));
    }
    group
        .inapplicable()
        .forEach((reason, count) -> lines.add("    not applicable, " + count + ": " + reason));
  }

  private static String counts(String name, int passed, int failed, int notApplicable) {
    return String.format(
        "%-" + NAME_WIDTH + "s %5d passed %5d failed %5d not applicable",
        name,
        passed,
        failed,
        notApplicable);
  }
}
