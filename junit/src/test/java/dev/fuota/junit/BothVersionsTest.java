package dev.fuota.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same compiled tests, run by two versions of JUnit, each loaded apart from the one that runs
 * this test. Maven has put both into {@code target}.
 */
class BothVersionsTest {
  private static final String SAMPLES = "dev.fuota.junit.samples.";

  @TempDir private Path folder;

  /** All but JUnit is what this test itself has on its class path. */
  private URLClassLoader beside(String version) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.matches(".*[/\\\\](junit|opentest4j)-?[^/\\\\]*\\.jar")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    Path jars = Path.of("target", "junit-" + version);
    try (Stream<Path> found = Files.list(jars)) {
      for (Path jar : found.sorted().toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** Runs all samples at once: to load everything anew for each of them would take too long. */
  private List<String> run(String version) throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = beside(version)) {
      Thread.currentThread().setContextClassLoader(loader); // JUnit looks for its engines there
      Class<?> launch = loader.loadClass(SAMPLES + "Launch");
      assertThat(launch.getMethod("version").invoke(null)).isEqualTo(version);
      Object lines =
          launch
              .getMethod("of", List.class, Map.class)
              .invoke(
                  null,
                  Stream.of("MeterSample", "MistakenSample", "SharedSample", "LiveSample")
                      .map(SAMPLES::concat)
                      .toList(),
                  Map.of(
                      "fuota.reports",
                      folder.toString(),
                      "junit.platform.reporting.output.dir",
                      folder.resolve("published").toString(),
                      "meters.server",
                      "udp://127.0.0.1:9",
                      "junit.jupiter.execution.parallel.enabled",
                      "false"));
      assertThat(threadsOf(loader)).isEmpty();
      return ((List<?>) lines).stream().map(String::valueOf).toList();
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static String of(List<String> lines, String test, String what) {
    List<String> found = lines.stream().filter(it -> it.startsWith(test + "|" + what)).toList();
    assertThat(found).as("%s %s in %s", test, what, lines).hasSize(1);
    return found.get(0);
  }

  @ParameterizedTest(name = "JUnit {0}")
  @ValueSource(strings = {"5.14.4", "6.1.3"})
  void fleetsAreRunJudgedReportedAndStopped(String version) throws Exception {
    List<String> lines = run(version);
    itIsJudgedAndReported(lines);
    mistakesSayWhatTheyAre(lines);
    aClassMayHaveOneFleetForAllItsTests(lines);
    fleetsMayBeLeftAlone(lines);
  }

  private void itIsJudgedAndReported(List<String> lines) throws IOException {
    of(lines, "everyMeterIsUpdated", "passed");
    assertThat(of(lines, "deafMetersAreNot", "failed"))
        .startsWith("deafMetersAreNot|failed|org.opentest4j.AssertionFailedError: ")
        .contains("of 3 devices", "updated, expected at least 99%")
        .containsPattern("\\d+ (incomplete|not set up) \\(.*\\): device \\d+")
        .containsPattern(
            "its story: fuota fleet replay .*deaf-meters\\.yaml --seed 7 --device \\d+")
        .contains("report: " + folder);
    Path reports = folder.resolve(SAMPLES + "MeterSample");
    for (String test : List.of("everyMeterIsUpdated", "deafMetersAreNot")) {
      Path its = reports.resolve(test);
      assertThat(of(lines, test, "entry|fuota.report")).endsWith(its.toString());
      assertThat(Files.readString(its.resolve("result.json"))).startsWith("{");
      assertThat(Files.readString(its.resolve("junit.xml"))).startsWith("<?xml");
      String published = of(lines, test, "file").replaceAll(".*\\|", "");
      assertThat(Path.of(published)).hasSameBinaryContentAs(its.resolve("index.html"));
    }
  }

  private static void mistakesSayWhatTheyAre(List<String> lines) {
    assertThat(of(lines, "aScenarioThatIsNowhere", "failed"))
        .contains("no scenario 'no-such.yaml'", "no ready scenario (");
    assertThat(of(lines, "aScenarioWithAMistake", "failed"))
        .contains("misspelt.yaml:7:", "unknown key redundency", "redundancy");
    assertThat(of(lines, "noFleetIsSaid", "failed")).contains("@FuotaFleet");
    of(lines, "itLivesOnce", "passed");
  }

  private void aClassMayHaveOneFleetForAllItsTests(List<String> lines) {
    for (String test : List.of("allAreUpdated", "noneIsBricked", "theyHaveTheirNumbers")) {
      of(lines, test, "passed");
    }
    Path its = folder.resolve(SAMPLES + "SharedSample");
    assertThat(its.resolve("result.json")).exists();
    assertThat(its.resolve("scenario.yaml")).content().contains("name: 'three meters'");
  }

  private static void fleetsMayBeLeftAlone(List<String> lines) {
    of(lines, "itThrowsInTheMiddle", "failed|java.lang.IllegalStateException: on purpose");
    of(lines, "itForgetsToStop", "passed");
    of(lines, "itIsToldToEnd", "failed|java.util.concurrent.TimeoutException");
  }

  /** Of fleets, and whatever else what was loaded here has started. */
  /** JUnit's own watcher of time limits ends by itself, soon after its run. */
  private static List<String> threadsOf(ClassLoader loader) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread != Thread.currentThread())
        .filter(thread -> thread.getContextClassLoader() == loader)
        .map(Thread::getName)
        .filter(name -> !name.startsWith("junit-jupiter-"))
        .toList();
  }
}
