package dev.fuota.fleet.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgementTest {
  private static final List<Expectation> FEW =
      List.of(
          new Expectation(Metric.COLLIDED, Comparison.AT_MOST, 0.02, Unit.SHARE, Optional.empty()));

  private static CellResult cell(int number, long uplinks, long collided) {
    AirLine air = new AirLine(uplinks, 0, collided, 0, 0, Duration.ZERO, Duration.ZERO);
    return new CellResult(
        number, 1, 0, List.of(), List.of(), air, Optional.empty(), Duration.ofHours(1), true, 0, 0);
  }

  private static List<Check> checks(CellResult... cells) {
    Head head = new Head("x", 1, "", "", List.of(), 0, 2, FEW, Optional.empty(), true);
    return new FleetResult(head, List.of(cells)).checks();
  }

  @Test
  void collisionsAreAShareOfTheUplinksOfAllCells() {
    assertThat(checks(cell(0, 100, 5), cell(1, 300, 3)))
        .containsExactly(new Check("collided <= 2.000 %", "2.000 %", true));
    assertThat(checks(cell(0, 100, 5), cell(1, 300, 4)))
        .containsExactly(new Check("collided <= 2.000 %", "2.250 %", false));
  }

  @Test
  void withoutUplinksThereIsNothingToMeasure() {
    assertThat(checks(cell(0, 0, 0)))
        .containsExactly(new Check("collided <= 2.000 %", "nothing to measure", false));
  }
}
