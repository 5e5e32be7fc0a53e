package dev.fuota.conformance;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the entries of one group. An entry is counted once, whatever number of its fields
 * differ.
 *
 * @param failures by entry, in the order of the file
 * @param inapplicable number of entries by the reason why they do not apply
 */
public record GroupReport(
    String name,
    int passed,
    int failed,
    List<Failure> failures,
    Map<String, Integer> inapplicable) {
  public GroupReport {
    failures = List.copyOf(failures);
    inapplicable = Collections.unmodifiableMap(new TreeMap<>(inapplicable)); // always in one order
  }

  /** Entries that do not apply, for whatever reason. */
  public int notApplicable() {
    return inapplicable.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** All entries. */
  public int entries() {
    return passed + failed + notApplicable();
  }
}
