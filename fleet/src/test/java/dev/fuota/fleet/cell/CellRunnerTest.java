package dev.fuota.fleet.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.scenario.DeviceGroup;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.fleet.scenario.ScenarioFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How devices are dealt to cells. */
class CellRunnerTest {

  private static Scenario scenario(int cell, int... groups) {
    StringBuilder fleet = new StringBuilder();
    for (int i = 0; i < groups.length; i++) {
      fleet.append(
          String.format(
              Locale.ROOT, "  - {count: %d, devEui: 70b3d57ed0%d00001}%n", groups[i], i + 1));
    }
    String text =
        """
        apiVersion: fuota/v1
        name: dealt
        seed: 11
        cell: %d
        fleet:
        %suntil: {longest: 1min}
        expect: {}
        """
            .formatted(cell, fleet);
    return ScenarioFile.read("dealt.yaml", text, name -> "");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "249, 1", "250, 1", "251, 2", "500, 2", "501, 3", "1000, 4"})
  void thereAreAsFewCellsAsCanBe(int devices, int cells) {
    assertThat(new CellRunner(scenario(250, devices)).cells()).isEqualTo(cells);
  }

  @ParameterizedTest
  @CsvSource({"10, 23, 7, 1", "4, 1, 1, 30", "7, 3, 3, 3", "3, 10, 1, 1", "1, 2, 3, 2"})
  void eachDeviceIsInOneCellAndGroupsAreSpreadEvenly(int cell, int one, int two, int three) {
    CellRunner runner = new CellRunner(scenario(cell, one, two, three));
    int all = one + two + three;
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < runner.cells(); i++) {
      int[] numbers = runner.numbers(i);
      assertThat(numbers.length).isBetween(all / runner.cells(), cell);
      Arrays.stream(numbers).forEach(seen::add);
      List<DeviceGroup> groups = runner.scenario(i).groups();
      for (int g = 0; g < 3; g++) {
        int of = List.of(one, two, three).get(g);
        double share = (double) of / runner.cells();
        assertThat((double) groups.get(g).devices().size()).isBetween(share - 1.5, share + 1.5);
      }
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(IntStream.range(0, all).boxed().toList());
  }

  @Test
  void aNumberIsThatOfTheDeviceInTheScenario() {
    Scenario scenario = scenario(4, 5, 6);
    List<String> euis = new ArrayList<>();
    scenario
        .groups()
        .forEach(group -> group.devices().forEach(it -> euis.add(it.devEui().toString())));
    CellRunner runner = new CellRunner(scenario);
    for (int cell = 0; cell < runner.cells(); cell++) {
      for (DeviceLine device : runner.run(cell).devices()) {
        assertThat(device.id()).isEqualTo(euis.get(device.number()));
      }
    }
  }

  @Test
  void aFleetOfOneCellKeepsItsSeed() {
    CellRunner one = new CellRunner(scenario(250, 3));
    assertThat(one.scenario(0).seed()).isEqualTo(11);
    CellRunner two = new CellRunner(scenario(2, 3));
    assertThat(two.scenario(0).seed()).isEqualTo(CellSeed.of(11, 0));
    assertThat(two.scenario(1).seed()).isEqualTo(CellSeed.of(11, 1));
  }
}
