package dev.fuota.tests.conformance;

import java.util.Optional;

/**
 * One rule of the packages, in our words.
 *
 * @param section of the digest of the specifications
 * @param notHere why the product does not follow it; empty if it does
 */
record Rule(String id, String section, String text, Optional<String> notHere) {
  private static final String NOT_HERE = "not here: ";

  /** Reads a line of {@code rules.tsv}: id, section, rule, and if need be {@code not here: why}. */
  static Rule of(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length < 3 || columns.length > 4 || !columns[0].matches(RuleSources.ID)) {
      throw new IllegalArgumentException("no rule: " + line);
    }
    if (columns.length == 4 && !columns[3].startsWith(NOT_HERE)) {
      throw new IllegalArgumentException("the fourth column begins with " + NOT_HERE + line);
    }
    Optional<String> reason =
        columns.length == 4
            ? Optional.of(columns[3].substring(NOT_HERE.length()))
            : Optional.empty();
    return new Rule(columns[0], columns[1], columns[2], reason);
  }

  /** The part of the id that names the specification. */
  String specification() {
    return id.substring(0, id.indexOf('-'));
  }
}
