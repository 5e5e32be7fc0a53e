package dev.fuota.junit;

import dev.fuota.report.WholeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a test's fleet leaves behind: a folder of reports, and how the story of one of its devices
 * is told.
 *
 * @param folder for the reports
 * @param source of the scenario
 */
record Footprint(Path folder, ScenarioSource source) {
  /** What a scenario that was built in code is called in the folder. */
  static final String SCENARIO = "scenario.yaml";

  /** What the command line takes for the scenario. */
  String named() {
    return source.inCode() ? folder.resolve(SCENARIO).toString() : source.name();
  }

  /**
   * Says how the story of a device is told.
   *
   * @param device its number in the fleet
   */
  String replay(long seed, int device) {
    return "its story: fuota fleet replay %s --seed %d --device %d"
        .formatted(named(), seed, device);
  }

  /**
   * Writes reports, and the scenario if no file has it yet.
   *
   * @param reports name to content
   */
  void write(Map<String, String> reports) {
    try {
      Files.createDirectories(folder);
      if (source.inCode()) {
        WholeText.write(folder.resolve(SCENARIO), source.text());
      }
      for (Map.Entry<String, String> report : reports.entrySet()) {
        WholeText.write(folder.resolve(report.getKey()), report.getValue());
      }
    } catch (IOException full) {
      throw new UncheckedIOException("the fleet's report cannot be written to " + folder, full);
    }
  }
}
