package dev.fuota.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The chart of what fleets cost is drawn from the figures beside it. With {@code
 * -Dcharts.write=true} it is drawn anew.
 */
class FleetCostChartTest {
  @Test
  void theCommittedChartShowsTheCommittedFigures() throws IOException {
    Path docs = docs();
    if (Boolean.getBoolean("charts.write")) {
      FleetSpeed.draw(docs);
    }
    String drawn = FleetCostChart.of(FleetCost.read(docs.resolve(FleetSpeed.FIGURES)));
    assertThat(drawn)
        .as("docs/%s; draw it anew with -Dcharts.write=true", FleetSpeed.CHART)
        .isEqualTo(Files.readString(docs.resolve(FleetSpeed.CHART)));
  }

  @Test
  void equalCostForEachDeviceLiesOnTheDashedLine() {
    String drawn = FleetCostChart.of(List.of(cost(100, 1), cost(1000, 10), cost(10_000, 100)));
    List<String> ends = corners(drawn, "equal");
    assertThat(corners(drawn, "curve")).hasSize(3).startsWith(ends.get(0)).endsWith(ends.get(1));
    assertThat(drawn).contains("dashed: 10.00 ms for each device");
  }

  @Test
  void whatCostsMoreForEachDeviceLiesAboveTheLine() {
    String drawn = FleetCostChart.of(List.of(cost(100, 3), cost(10_000, 100)));
    assertThat(height(corners(drawn, "curve").get(0)))
        .isLessThan(height(corners(drawn, "equal").get(0))); // coordinates count downwards
  }

  @Test
  void figuresAreReadAsTheyWereWritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("figures.csv");
    FleetCost unknown =
        new FleetCost(300, 299, 1.25, 2.5, 1 << 20, OptionalLong.empty(), 601, 7, 8, 9);
    List<FleetCost> costs = List.of(cost(100, 1), unknown);
    FleetCost.write(file, costs);
    assertThat(FleetCost.read(file)).isEqualTo(costs);
  }

  @Test
  void figuresWithOtherColumnsAreRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("figures.csv");
    FleetCost.write(file, List.of(cost(100, 1)));
    String text = Files.readString(file);
    for (String other : List.of("", text.substring(1), text + "100,1\n")) {
      Files.writeString(file, other);
      assertThatThrownBy(() -> FleetCost.read(file)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static FleetCost cost(int devices, double processor) {
    return new FleetCost(devices, devices, 1, processor, 1, OptionalLong.of(2), 601, 3, 4, 5);
  }

  /** The corners of the path of that class. */
  private static List<String> corners(String drawing, String style) {
    Pattern path = Pattern.compile("class=\"" + style + "\" d=\"([^\"]*)\"");
    String corners = path.matcher(drawing).results().findFirst().orElseThrow().group(1);
    return Pattern.compile("[\\d.]+ [\\d.]+")
        .matcher(corners)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static double height(String corner) {
    return Double.parseDouble(corner.substring(corner.indexOf(' ')));
  }

  private static Path docs() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("mvnw"))) {
      here = Objects.requireNonNull(here.getParent(), "no mvnw above the tests");
    }
    return here.resolve("docs");
  }
}
