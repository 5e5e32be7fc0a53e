package dev.fuota.fleet.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.fleet.page.FleetPages;
import dev.fuota.fleet.result.CellResult;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.Figures;
import dev.fuota.fleet.result.FleetJson;
import dev.fuota.fleet.result.FleetResult;
import dev.fuota.fleet.result.ResultProblem;
import dev.fuota.fleet.result.Shard;
import dev.fuota.fleet.result.Stage;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One result, whoever runs which cells. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FleetRunnerTest {
  private static final String TEXT =
      """
      apiVersion: fuota/v1
      name: four cells
      seed: 5
      cell: 4
      air: {loss: 10%}
      fleet:
        - {count: 11, class: C, uplinkInterval: 2min}
        - {count: 3, devEui: 70b3d57ed0001001, version: 1.1, uplinkInterval: 2min}
      faults:
        - {at: fragment 20, devices: 2, do: power-cut}
      campaign: {image: 4KiB, fragmentSize: 200, redundancy: 100%}
      until: {updated: all, longest: 24h}
      expect:
        - {updated: 100%}
        - {bricked: 0}
      """;

  private final Scenario scenario = ScenarioFile.read("four.yaml", TEXT, name -> "");
  private FleetResult result;
  private String json;

  @BeforeAll
  void run() {
    result = new FleetRunner(scenario, 1).run();
    json = FleetJson.write(result);
  }

  @Test
  void allAreUpdated() {
    Figures figures = result.figures();
    assertThat(result.cells()).hasSize(4);
    assertThat(figures.count(Fate.UPDATED)).isEqualTo(14);
    assertThat(figures.count(Stage.JOINED)).isEqualTo(14);
    assertThat(figures.powerCuts()).isEqualTo(2);
    assertThat(result.ok()).isTrue();
    assertThat(result.cells()).extracting(CellResult::seed).doesNotHaveDuplicates();
  }

  /** Devices count what happens to them themselves. */
  @Test
  void thePageSaysHowOftenAFaultStruckInAllCells() {
    long[] struck = result.cells().stream().mapToLong(it -> it.faults().get(0).struck()).toArray();
    assertThat(struck).hasSize(4).contains(1).contains(0);
    assertThat(FleetPages.html("four.yaml", scenario, result).replaceAll("\\s*<[^>]*>\\s*", "|"))
        .containsPattern("power-cut at fragment 20, of 2 devices\\|+2\\|");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void theNumberOfThreadsIsNotSeen(int threads) {
    assertThat(FleetJson.write(new FleetRunner(scenario, threads).run())).isEqualTo(json);
  }

  @Test
  void anotherSeedIsAnotherRun() {
    FleetResult other = new FleetRunner(scenario.withSeed(6), 2).run();
    assertThat(FleetJson.write(other)).isNotEqualTo(json);
    assertThatThrownBy(() -> FleetResult.merge(List.of(result, other)))
        .isInstanceOf(ResultProblem.class)
        .hasMessageContaining("seed 5 and 6");
  }

  @Test
  void sharesTogetherAreTheWhole() {
    FleetResult even = share(0);
    FleetResult odd = share(1);
    assertThat(even.cells()).extracting(CellResult::cell).containsExactly(0, 2);
    assertThat(even.checks()).as("a share alone decides nothing").isEmpty();
    FleetResult merged =
        FleetResult.merge(
            List.of(
                FleetJson.read("odd.json", FleetJson.write(odd)),
                FleetJson.read("even.json", FleetJson.write(even))));
    assertThat(FleetJson.write(merged)).isEqualTo(json);
    FleetResult half = FleetResult.merge(List.of(even));
    assertThat(half.head().complete()).isFalse();
    assertThat(FleetJson.write(FleetResult.merge(List.of(half, odd)))).isEqualTo(json);
    assertThatThrownBy(() -> FleetResult.merge(List.of(even, odd, even)))
        .isInstanceOf(ResultProblem.class)
        .hasMessage("two results have cell 0");
  }

  private FleetResult share(int index) {
    return new FleetRunner(scenario, 2, new Shard(index, 2), FleetProgress.NONE, () -> false).run();
  }

  @Test
  void aCellRunAloneIsTheSame() {
    assertThat(CellRunner.run(scenario, 2)).isEqualTo(result.cells().get(2));
  }

  @Test
  void whatIsStoppedIsMarked() {
    AtomicBoolean stop = new AtomicBoolean();
    List<Integer> told = new ArrayList<>();
    FleetProgress progress =
        new FleetProgress() {
          @Override
          public void onCell(CellResult cell, int done, int all) {
            told.add(all);
            stop.set(true);
          }
        };
    FleetResult partial = new FleetRunner(scenario, 1, Shard.ALL, progress, stop::get).run();
    assertThat(told).containsExactly(4);
    assertThat(partial.cells()).containsExactly(result.cells().get(0));
    assertThat(partial.head().complete()).isFalse();
    assertThat(partial.ok()).isFalse();
    assertThat(FleetJson.write(partial)).contains("\"code\":\"NOT_COMPLETE\"");
  }

  @Test
  void aCellThatIsStoppedEndsAsItStands() {
    FleetResult partial =
        new FleetRunner(scenario, 1, Shard.ALL, FleetProgress.NONE, new Later()).run();
    assertThat(partial.cells()).hasSize(1);
    assertThat(partial.cells().get(0).ended()).isFalse();
    assertThat(partial.cells().get(0).devices()).hasSizeBetween(3, 4);
  }

  /** Says no some times before it says yes. */
  private static final class Later implements java.util.function.BooleanSupplier {
    private int asked;

    @Override
    public boolean getAsBoolean() {
      asked++;
      return asked > 5;
    }
  }
}
