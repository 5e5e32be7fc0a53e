package dev.fuota.cluster;

import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.settings.SettingProblem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A scenario on its way to the nodes, whole: they need no file of it.
 *
 * @param version of the product that may run it
 * @param name of the scenario's file, for messages
 * @param text of the scenario
 * @param files that the scenario names, by their names in it
 * @param seed instead of the scenario's
 * @param occasion of a run in real time: a word that no other run has, so that each has devices of
 *     its own; empty in virtual time, where a cell does not depend on who asks for it
 */
record Job(
    String version,
    String name,
    String text,
    SortedMap<String, Bytes> files,
    Optional<Long> seed,
    String occasion) {

  /**
   * Packs a scenario.
   *
   * @param reader of the files beside it
   * @throws SettingProblem if it is none
   */
  static Job pack(
      String version,
      String name,
      String text,
      Function<String, Bytes> reader,
      Optional<Long> seed) {
    SortedMap<String, Bytes> files = new TreeMap<>();
    Job job = new Job(version, name, text, files, seed, "");
    job.read(file -> files.computeIfAbsent(file, reader));
    return job;
  }

  /** The same in real time, of a word that no other run has. */
  Job live(String word) {
    return new Job(version, name, text, files, seed, word);
  }

  /** Whether it is to be run in real time. */
  boolean isLive() {
    return !occasion.isEmpty();
  }

  /** SHA-256 of all of it, hexadecimal. */
  String id() {
    return Octets.sha256(JobOctets.of(this));
  }

  /**
   * Reads the scenario.
   *
   * @throws SettingProblem if it is none
   */
  Scenario scenario() {
    Scenario scenario = read(file -> files.getOrDefault(file, Bytes.EMPTY));
    return seed.map(scenario::withSeed).orElse(scenario);
  }

  private Scenario read(Function<String, Bytes> reader) {
    return ScenarioFile.read(
        name,
        text,
        file -> new String(reader.apply(file).toArray(), StandardCharsets.UTF_8),
        reader);
  }
}
