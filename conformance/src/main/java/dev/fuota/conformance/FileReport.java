package dev.fuota.conformance;

import java.nio.file.Path;
import java.util.List;

/** What became of one file. */
public sealed interface FileReport {
  Path file();

  /**
   * The file was run.
   *
   * @param schema what it was recognised as
   * @param groups with one entry at least among them
   */
  record Ran(Path file, String schema, List<GroupReport> groups) implements FileReport {
    public Ran {
      groups = List.copyOf(groups);
    }
  }

  /**
   * Nothing can be said about the product, because the file itself is wrong: it is not there, not
   * JSON, of no known schema, without entries, or lacks what its schema demands.
   *
   * @param place in the file: line and column, or a JSON pointer; empty for the file as a whole
   * @param sentence for a person, without a line break
   */
  record Unusable(Path file, String place, String sentence) implements FileReport {}
}
