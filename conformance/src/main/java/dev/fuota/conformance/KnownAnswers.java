package dev.fuota.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** One schema of known-answer files, and how the product answers them. */
interface KnownAnswers {
  /** The schema's name in reports. */
  String schema();

  boolean recognises(Entry document);

  /** The arrays of entries that {@link #run} runs; those of a file need not all be there. */
  Set<String> arrays();

  /**
   * Runs a file.
   *
   * @param directory of the file: paths in it are relative to that
   * @throws MalformedInput if the file is not what its schema demands
   */
  List<GroupReport> run(Entry document, Path directory);
}
