package dev.fuota.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Counts the entries of a group while they are run. */
final class Group {
  private final String name;
  private final List<Failure> failures = new ArrayList<>();
  private final Map<String, Integer> inapplicable = new HashMap<>();
  private int passed;
  private int failed;

  Group(String name) {
    this.name = name;
  }

  /** Runs an entry. Whatever the product throws is its answer; only the file's faults pass on. */
  void run(String id, Consumer<Check> entry) {
    Check check = new Check(id);
    try {
      entry.accept(check);
    } catch (MalformedInput e) {
      throw e;
    } catch (RuntimeException e) {
      check.failed("(all)", "an answer", e.toString());
    }
    count(check);
  }

  /** Counts an entry that does not apply. */
  void skip(String reason) {
    inapplicable.merge(reason, 1, Integer::sum);
  }

  private void count(Check check) {
    if (check.inapplicable().isPresent()) {
      skip(check.inapplicable().get());
    } else if (check.failures().isEmpty()) {
      passed++;
    } else {
      failed++;
      failures.addAll(check.failures());
    }
  }

  GroupReport report() {
    return new GroupReport(name, passed, failed, failures, inapplicable);
  }
}
