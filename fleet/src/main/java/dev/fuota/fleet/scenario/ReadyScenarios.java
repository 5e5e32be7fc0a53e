package dev.fuota.fleet.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Scenarios that come with the product, each a way in which updates over the air fail. Each has a
 * twin that is broken on purpose and misses one expectation, so that expectations are seen to fail.
 */
public final class ReadyScenarios {
  private static final String FOLDER = "ready/";
  private static final String END = ".yaml";
  private static final String BROKEN_END = ".broken.yaml";
  private static final String INDEX = FOLDER + "index.txt";
  private static final String SCHEMA = "scenario-v1.json";
  private static final String MISSES = "# misses: ";
  private static final String COMMENT = "#";

  private ReadyScenarios() {}

  /**
   * One of them.
   *
   * @param paragraph what failure it is, and where it is known from
   * @param yaml its text
   * @param broken the text of its twin
   * @param missed key of the figure whose expectation the twin misses, as {@code updated}
   */
  public record Ready(String name, String paragraph, String yaml, String broken, String missed) {
    /** The scenario. */
    public Scenario scenario() {
      return read(name + END, yaml);
    }

    /** Its twin. */
    public Scenario twin() {
      return read(name + BROKEN_END, broken);
    }

    private static Scenario read(String file, String text) {
      return ScenarioFile.read(file, text, ScenarioFiles::noText);
    }
  }

  /** All of them, by name. */
  public static List<Ready> all() {
    return names().map(ReadyScenarios::ready).toList();
  }

  /** The one of this name, without an ending. */
  public static Optional<Ready> named(String name) {
    return names().filter(name::equals).findFirst().map(ReadyScenarios::ready);
  }

  /** JSON schema of all scenarios of fleets on LoRaWAN. */
  public static String schema() {
    return resource(SCHEMA);
  }

  private static Stream<String> names() {
    return resource(INDEX).lines().filter(line -> !line.isBlank()).sorted();
  }

  private static Ready ready(String name) {
    String yaml = resource(FOLDER + name + END);
    String broken = resource(FOLDER + name + BROKEN_END);
    String missed =
        broken
            .lines()
            .filter(line -> line.startsWith(MISSES))
            .map(line -> line.substring(MISSES.length()).strip())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(name + " does not say what it misses"));
    return new Ready(name, paragraph(yaml), yaml, broken, missed);
  }

  /** The comment at its head, as one line. */
  private static String paragraph(String yaml) {
    StringBuilder paragraph = new StringBuilder();
    for (String line : yaml.lines().takeWhile(it -> it.startsWith(COMMENT)).toList()) {
      String text = line.substring(COMMENT.length()).strip();
      if (!text.startsWith("yaml-language-server")) {
        paragraph.append(paragraph.isEmpty() ? "" : " ").append(text);
      }
    }
    return paragraph.toString();
  }

  private static String resource(String name) {
    try (InputStream in = ReadyScenarios.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
