package dev.fuota.monitor.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the files of the page, without a browser. */
class PageFilesTest {
  private static final int LINES_MAX = 450;
  private static final Pattern IMPORT = Pattern.compile("from '\\./([a-z]+\\.js)'");
  private static final Pattern COLOUR = Pattern.compile("--([a-zA-Z-]+): (#[0-9a-f]{6});");
  private static final String SVG_NAMESPACE = "http://www.w3.org/2000/svg";

  /** Text and its ground: 4.5 (WCAG 2.2, 1.4.3). */
  private static final List<String> TEXTS =
      List.of(
          "text on background",
          "text on surface",
          "text on raised",
          "quiet on background",
          "quiet on surface",
          "quiet on raised",
          "accent on background",
          "accent on surface",
          "on-accent on accent",
          "good on good-ground",
          "warn on warn-ground",
          "bad on bad-ground",
          "bad on surface",
          "bad on background",
          "sign-pending on state-pending",
          "sign-sent on state-sent",
          "sign-answered on state-answered",
          "sign-refused on state-refused",
          "sign-timedOut on state-timedOut");

  /** What must be told from its ground: 3 (WCAG 2.2, 1.4.11). */
  private static final List<String> SHAPES =
      List.of(
          "state-sent on surface",
          "state-answered on surface",
          "state-refused on surface",
          "state-timedOut on surface",
          "edge on surface",
          "edge on background",
          "accent on raised",
          "focus on surface",
          "focus on background",
          "focus on raised");

  @Test
  void nothingFromOutsideBecomesMarkupOrCode() throws Exception {
    for (Path file : files()) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContain(
              "innerHTML",
              "outerHTML",
              "insertAdjacentHTML",
              "document.write",
              "eval(",
              "Function(");
    }
  }

  @Test
  void nothingIsLoadedFromElsewhere() throws Exception {
    for (Path file : files()) {
      assertThat(Files.readString(file).replace(SVG_NAMESPACE, ""))
          .as(file.toString())
          .doesNotContain("http://", "https://", "//cdn", "@import");
    }
  }

  @Test
  void theContentSecurityPolicyNeedsNoException() throws Exception {
    String page = Files.readString(folder().resolve("index.html"));
    assertThat(page).doesNotContain("style=", "<style", "onclick", "onload", "javascript:");
    assertThat(page).containsOnlyOnce("<script ").contains("<script type=\"module\" src=");
  }

  @Test
  void everyModuleIsThereAndLoadedAhead() throws Exception {
    String page = Files.readString(folder().resolve("index.html"));
    for (Path file : files()) {
      Matcher imported = IMPORT.matcher(Files.readString(file));
      while (imported.find()) {
        assertThat(folder().resolve(imported.group(1))).exists();
        assertThat(page).contains("<link rel=\"modulepreload\" href=\"page/" + imported.group(1));
      }
    }
  }

  @Test
  void filesAreShort() throws Exception {
    for (Path file : files()) {
      int most = file.toString().endsWith(".css") ? 2 * LINES_MAX : LINES_MAX;
      assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(most);
    }
  }

  @DisplayName("TP-17: colours have enough contrast")
  @ParameterizedTest(name = "in the {0} scheme")
  @ValueSource(strings = {"light", "dark"})
  void contrast(String scheme) throws Exception {
    Map<String, String> palette = palette(scheme);
    for (String pair : TEXTS) {
      assertThat(ratio(palette, pair)).as(pair).isGreaterThanOrEqualTo(4.5);
    }
    for (String pair : SHAPES) {
      assertThat(ratio(palette, pair)).as(pair).isGreaterThanOrEqualTo(3);
    }
  }

  private static Map<String, String> palette(String scheme) throws Exception {
    String sheet = Files.readString(folder().resolve("style.css"));
    int dark = sheet.indexOf("@media (prefers-color-scheme: dark)");
    int end = sheet.indexOf("\n}\n", dark);
    Map<String, String> palette = new TreeMap<>();
    String seen = scheme.equals("dark") ? sheet.substring(0, end) : sheet.substring(0, dark);
    Matcher colour = COLOUR.matcher(seen);
    while (colour.find()) {
      palette.put(colour.group(1), colour.group(2));
    }
    return palette;
  }

  private static double ratio(Map<String, String> palette, String pair) {
    int at = pair.indexOf(" on ");
    String shape = pair.substring(0, at);
    String ground = pair.substring(at + " on ".length());
    double one = luminance(Objects.requireNonNull(palette.get(shape), shape));
    double other = luminance(Objects.requireNonNull(palette.get(ground), ground));
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  /** Relative luminance, as WCAG 2.2 defines it. */
  private static double luminance(String colour) {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    return 0.2126 * linear(rgb >> 16)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  @Test
  void contrastOfBlackOnWhiteIs21() {
    Map<String, String> palette = Map.of("a", "#000000", "b", "#ffffff", "c", "#767676");
    assertThat(ratio(palette, "a on b")).isEqualTo(21);
    assertThat(ratio(palette, "c on b")).isBetween(4.54, 4.55); // the known least grey on white
  }

  private static Path folder() throws URISyntaxException {
    var index = Objects.requireNonNull(PageFilesTest.class.getResource("index.html"));
    return Objects.requireNonNull(Path.of(index.toURI()).getParent());
  }

  private static List<Path> files() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder())) {
      List<Path> found =
          files.filter(file -> file.toString().matches(".*\\.(js|html|css|svg)")).sorted().toList();
      assertThat(found).hasSizeGreaterThan(10);
      return found;
    }
  }
}
