package dev.fuota.conformance;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** What became of all files, in the order in which they were given. */
public record ConformanceReport(List<FileReport> files) {
  public ConformanceReport {
    files = List.copyOf(files);
  }

  public int passed() {
    return sum(GroupReport::passed);
  }

  public int failed() {
    return sum(GroupReport::failed);
  }

  public int notApplicable() {
    return sum(GroupReport::notApplicable);
  }

  /** The files that could not be run. */
  public List<FileReport.Unusable> unusable() {
    return only(FileReport.Unusable.class).toList();
  }

  /** The files that were run. */
  public List<FileReport.Ran> ran() {
    return only(FileReport.Ran.class).toList();
  }

  private int sum(ToIntFunction<GroupReport> count) {
    return ran().stream().flatMap(file -> file.groups().stream()).mapToInt(count).sum();
  }

  private <T extends FileReport> Stream<T> only(Class<T> kind) {
    return files.stream().filter(kind::isInstance).map(kind::cast);
  }
}
