package dev.fuota.tests.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.cell.FleetRunner;
import dev.fuota.fleet.page.ComparePage;
import dev.fuota.fleet.page.Contrast;
import dev.fuota.fleet.page.FleetPages;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Outline;
import dev.fuota.fleet.scenario.ReadyScenarios;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The pages of fleets in a browser. {@code -Dscreenshots.write=true} writes the pictures of {@code
 * docs/reports.md} anew; without it they are only taken.
 */
class FleetReportTest {
  private static final Path IMAGES = Path.of("../docs/images");
  private static final int OCTETS_MAX = 300 * 1024;
  private static final int NARROW = 375;
  private static final int WIDE = 1400;
  private static final int THREADS = 2;

  /** Of what is seen in drawings. */
  private static final String LEAST_TEXT =
      "return Math.min(...[...document.querySelectorAll('svg text')]"
          + ".map(each => each.getBoundingClientRect().height).filter(height => height > 0)) + 0.001";

  @SuppressWarnings("InlineFormatString") // a file, not a sentence
  private static final String CITY =
      """
      apiVersion: fuota/v1
      name: rough-quarter
      seed: 7
      cell: 20
      air: {preset: ideal, loss: {model: gilbert-elliott, mean: %s, burst: 3}}
      fleet:
        - {count: 30, uplinkInterval: 1min, joinSpread: 1min}
        - {count: 10, packages: 1, uplinkInterval: 1min, joinSpread: 1min}
      faults:
        - {at: boot, every: flash-operation, devices: 1, do: power-cut}
      campaign: {successThreshold: 10%%, image: 6KiB, fragmentSize: 160, redundancy: 30%%, retries: 8}
      until: {updated: all, longest: 3h}
      expect:
        - {joined: all, within: 30min}
        - {updated: ">= 99%%", within: 3h}
        - {bricked: 0}
      """;

  @TempDir static Path folder;

  /** Of the pictures: what anybody sees who runs it. */
  private static final String READY = "several-devices";

  private static Path report = Path.of("");
  private static Path met = Path.of("");
  private static Path difference = Path.of("");
  private static PageBrowser browser;

  @BeforeAll
  static void write() throws IOException {
    browser = PageBrowser.open();
    Scenario rough = scenario("12%");
    FleetResult lost = new FleetRunner(rough, THREADS).run();
    FleetResult calm = new FleetRunner(scenario("3%"), THREADS).run();
    report =
        Files.writeString(
            folder.resolve("fleet.html"), FleetPages.html("rough-quarter.yaml", rough, lost));
    Scenario ready = ReadyScenarios.named(READY).orElseThrow().scenario();
    FleetResult all = new FleetRunner(ready, THREADS).run();
    assertThat(all.ok()).isTrue();
    met = Files.writeString(folder.resolve("ready.html"), FleetPages.html(READY, ready, all));
    difference =
        Files.writeString(
            folder.resolve("compare.html"),
            ComparePage.html(Contrast.of(Outline.of(calm), Outline.of(lost))));
  }

  private static Scenario scenario(String loss) {
    return ScenarioFile.read(
        "rough-quarter.yaml",
        String.format(CITY, loss),
        name -> {
          throw new AssertionError(name);
        });
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest(name = "{0}, {1} px")
  @CsvSource({"light, 1400", "dark, 1400", "light, 375", "dark, 375"})
  void nothingIsFetchedLoggedOrCutOff(String scheme, int width) {
    for (Path page : List.of(report, met, difference)) {
      browser.scheme(scheme);
      browser.size(width, 900);
      browser.requests();
      browser.visit(page);
      openEverything();
      assertThat(browser.requests()).allMatch(url -> url.equals(page.toUri().toString()));
      assertThat(browser.console()).isEmpty();
      assertThat(browser.run("return document.documentElement.scrollWidth"))
          .isEqualTo((long) width);
      assertThat((double) browser.run(LEAST_TEXT)).as("height of text, px").isBetween(9.0, 40.0);
    }
  }

  private static void openEverything() {
    browser.run("document.querySelectorAll('summary').forEach(each => each.click())");
    assertThat(browser.all("details:not([open])")).isEmpty();
  }

  @Test
  void theBackgroundFollowsTheScheme() {
    browser.visit(report);
    browser.scheme("light");
    Object light = browser.run("return getComputedStyle(document.body).backgroundColor");
    browser.scheme("dark");
    assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
        .isNotEqualTo(light);
  }

  @Test
  void mouseAndKeyboardOpenTables() {
    browser.size(WIDE, 900);
    browser.visit(report);
    WebElement first = browser.all("summary").get(0);
    first.click();
    assertThat(browser.all("details[open] td").get(0).isDisplayed()).isTrue();
    first.click();
    assertThat(browser.all("details[open]")).isEmpty();
    for (int i = 0; i < 20 && browser.all("summary:focus").isEmpty(); i++) {
      browser.keys(Keys.TAB);
    }
    assertThat(browser.all("summary:focus")).hasSize(1);
    browser.keys(Keys.ENTER);
    assertThat(browser.all("details[open] summary:focus")).hasSize(1);
    assertThat(browser.all("details[open] td").get(0).isDisplayed()).isTrue();
  }

  @Test
  void eachDrawingIsSaidInWordsOnce() {
    browser.visit(report);
    for (int width : new int[] {NARROW, WIDE}) {
      browser.size(width, 900);
      List<WebElement> drawings =
          browser.all("figure svg").stream().filter(WebElement::isDisplayed).toList();
      assertThat(drawings).hasSize(browser.all("figure").size());
      drawings.forEach(
          drawing -> {
            assertThat(drawing.getAriaRole()).isIn("img", "image");
            assertThat(drawing.getAccessibleName()).hasSizeGreaterThan(20);
          });
    }
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "light, false, fleet-report.png, 2270",
    "dark, false, fleet-report-dark.png, 2270",
    "light, true, fleet-compare.png, 2060"
  })
  void pictures(String scheme, boolean both, String name, int height) throws IOException {
    browser.scheme(scheme);
    browser.size(1200, height);
    browser.visit(both ? difference : met);
    byte[] picture = browser.screenshot();
    assertThat(picture).hasSizeBetween(20_000, OCTETS_MAX);
    if (Boolean.getBoolean("screenshots.write")) {
      Files.write(IMAGES.resolve(name), picture);
    }
    assertThat(IMAGES.resolve(name)).exists();
  }
}
