package dev.fuota.fleet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.result.Check;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.Stage;
import dev.fuota.server.planner.EnergyModel;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class RunPageTest {
  private static final Pattern SVG = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
  private static final Pattern REPLAY =
      Pattern.compile("fuota fleet replay 'a b.yaml' --seed (\\d+) --device (\\d+)");
  private static final double LOSSY = 0.2;

  static Background background(FleetResult result, Check... checks) {
    return new Background(
        new Rerun("a b.yaml", result.head()),
        List.of(checks),
        List.of(new Background.Struck("power-cut at fragment 400", 12)),
        EnergyModel.SX1262,
        OptionalDouble.of(0.1));
  }

  private static String page(FleetResult result) {
    return RunPage.of(result, background(result));
  }

  @Test
  void needsNothingFromOutside() {
    String page = page(MadeUpFleet.of(20, 1, LOSSY));
    assertThat(page).doesNotContain("http:", "https:", "src=", "@import", "url(", "<script");
  }

  @ParameterizedTest(name = "{0} devices")
  @ValueSource(ints = {1, 7, 300, 2_000})
  void everyPlotIsWellFormedAndSaysWhatItShows(int devices) throws Exception {
    String page = page(MadeUpFleet.of(devices, 2, LOSSY));
    List<String> plots = SVG.matcher(page).results().map(MatchResult::group).toList();
    assertThat(plots).hasSizeBetween(8, 10);
    for (String plot : plots) {
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(plot)));
      var title = document.getDocumentElement().getFirstChild();
      assertThat(title.getNodeName()).isEqualTo("title");
      assertThat(title.getTextContent()).hasSizeGreaterThan(20);
      assertThat(plot).doesNotContain("NaN", "Infinity").contains("role=\"img\"");
    }
    Set<String> ids = new HashSet<>();
    ID.matcher(page).results().forEach(id -> assertThat(ids.add(id.group(1))).isTrue());
  }

  @Test
  void aHundredThousandDevicesTakeLessThanAMegabyte() {
    FleetResult result = MadeUpFleet.of(100_000, 3, LOSSY);
    String page = page(result);
    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(1_000_000);
    long incomplete = result.devices().filter(it -> it.fate() == Fate.INCOMPLETE).count();
    assertThat(incomplete).isGreaterThan(Failures.LINES_MAX);
    assertThat(page)
        .contains(
            String.format(
                Locale.ROOT,
                "incomplete: %,d devices, the first %d of them",
                incomplete,
                Failures.LINES_MAX));
  }

  @Test
  void everyFailureHasTheCommandThatReplaysIt() {
    FleetResult result = MadeUpFleet.of(400, 4, LOSSY);
    Set<Integer> failed = new HashSet<>();
    result.devices().filter(it -> it.fate() != Fate.UPDATED).forEach(it -> failed.add(it.number()));
    Matcher replay = REPLAY.matcher(page(result));
    Set<Integer> replayed = new HashSet<>();
    while (replay.find()) {
      assertThat(replay.group(1)).isEqualTo("4");
      replayed.add(Integer.parseInt(replay.group(2)));
    }
    assertThat(failed).hasSizeBetween(5, Failures.LINES_MAX);
    assertThat(replayed).isEqualTo(failed);
  }

  @Test
  void countsWhatTheDevicesSay() {
    FleetResult result = MadeUpFleet.of(900, 5, LOSSY);
    String page = page(result);
    for (Stage stage : List.of(Stage.SESSION, Stage.COMPLETE, Stage.UPDATED)) {
      long came = result.devices().filter(device -> device.reached().has(stage)).count();
      assertThat(page).contains(stage.label() + ": " + came + ", the last after");
    }
    double most = result.devices().mapToDouble(DeviceLine::joules).max().orElseThrow();
    assertThat(page).contains(String.format(Locale.ROOT, "to %.3f J, half", most));
    assertThat(page).contains("needed 461", "sent 599", "SX1262", "5.3 mA", "118 mA");
  }

  @Test
  void aDeviceThatIsPastAStageCountsThere() {
    FleetResult result = MadeUpFleet.of(300, 6, 0);
    Census census = new Census(result);
    Spread joined = census.come(Stage.JOINED);
    Spread group = census.come(Stage.GROUP);
    assertThat(joined.count()).isEqualTo(group.count());
    assertThat(group.sorted()).isEqualTo(census.reached(Stage.GROUP).sorted());
    for (int i = 0; i < joined.count(); i++) {
      assertThat(joined.sorted()[i]).isLessThanOrEqualTo(group.sorted()[i]);
    }
  }

  @Test
  void saysFirstWhetherItIsAsExpected() {
    FleetResult result = MadeUpFleet.of(30, 7, 0);
    Check met = new Check("bricked <= 0", "0", true);
    Check missed = new Check("updated >= 100 %", "97 %", false);
    assertThat(RunPage.of(result, background(result, met))).contains("verdict passed");
    String page = RunPage.of(result, background(result, met, missed));
    assertThat(page).contains("verdict failed", "not met</em></td><td>updated &gt;= 100 %");
    assertThat(page.indexOf("not met")).isLessThan(page.indexOf("<svg"));
    assertThat(page.indexOf("fuota fleet run 'a b.yaml' --seed 7"))
        .isLessThan(page.indexOf("<svg"));
  }

  @Test
  void aRunThatWasStoppedSaysSoBeforeAllElse() {
    FleetResult result = MadeUpFleet.stopped(300, 4_000);
    String page = page(result);
    assertThat(page).contains("failed, partial", "2 of 16 cells", "300 of 4,000 devices", "1/4");
    assertThat(page.indexOf("Partial.")).isLessThan(page.indexOf("Expectations"));
    assertThat(page(MadeUpFleet.of(300, 1, 0))).doesNotContain("artial");
  }

  @Test
  void textFromOutsideIsEscaped() {
    assertThat(page(MadeUpFleet.of(5, 8, LOSSY)))
        .doesNotContain("<city>")
        .contains("lossy &lt;city&gt; &amp; &quot;suburbs&quot;");
  }

  @Test
  void aRunWithoutAnythingHasAPage() {
    FleetResult none = new FleetResult(MadeUpFleet.of(1, 9, 0).head(), List.of());
    assertThat(page(none)).contains("No device heard a fragment.", "There was no gateway.");
  }

  @Test
  void theSameResultGivesTheSameOctets() {
    assertThat(page(MadeUpFleet.of(60, 9, LOSSY))).isEqualTo(page(MadeUpFleet.of(60, 9, LOSSY)));
  }

  @Test
  void commandsStayOneWordForAShell() {
    Rerun plain = new Rerun("lossy-city", MadeUpFleet.of(1, 9, 0).head());
    assertThat(plain.run()).isEqualTo("fuota fleet run lossy-city --seed 9");
    Rerun quoted = new Rerun("it's; rm -r ~", MadeUpFleet.stopped(1, 10).head());
    assertThat(quoted.run()).isEqualTo("fuota fleet run 'it'\\''s; rm -r ~' --seed 1 --shard 1/4");
  }
}
