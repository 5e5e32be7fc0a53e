package dev.fuota.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the product's answers with those of one entry. */
final class Check {
  private final String id;
  private final List<Failure> failures = new ArrayList<>();
  private Optional<String> inapplicable = Optional.empty();
  private int comparisons;

  Check(String id) {
    this.id = id;
  }

  /** Compares a field; the values are compared as they are printed. */
  void same(String field, Object expected, Object got) {
    comparisons++;
    if (!expected.toString().equals(got.toString())) {
      failures.add(new Failure(id, field, expected.toString(), got.toString()));
    }
  }

  void failed(String field, String expected, String got) {
    comparisons++;
    failures.add(new Failure(id, field, expected, got));
  }

  /** Nothing was asked that the product does differently, and nothing that it does. */
  void passed() {
    comparisons++;
  }

  /** The entry asks for what the product does not do. */
  void notApplicable(String reason) {
    inapplicable = Optional.of(reason);
  }

  Optional<String> inapplicable() {
    return inapplicable;
  }

  /** All differences; an entry of which nothing was compared is one, since it shows nothing. */
  List<Failure> failures() {
    return comparisons == 0
        ? List.of(new Failure(id, "(all)", "something to compare", "nothing"))
        : failures;
  }
}
