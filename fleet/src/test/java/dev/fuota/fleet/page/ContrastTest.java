package dev.fuota.fleet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.page.Contrast.Row;
import dev.fuota.fleet.page.Contrast.Verdict;
import dev.fuota.fleet.result.Outline;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContrastTest {
  private static final Outline CALM = Outline.of(MadeUpFleet.of(500, 1, 0.05));
  private static final Outline ROUGH = Outline.of(MadeUpFleet.of(1_000, 2, 0.23));

  private static Row row(Contrast contrast, String name) {
    List<Row> rows = contrast.rows().stream().filter(row -> row.name().equals(name)).toList();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  @Test
  void aRunIsAsGoodAsItself() {
    Contrast same = Contrast.of(CALM, CALM);
    assertThat(same.rows()).hasSizeGreaterThan(15);
    assertThat(same.rows()).allMatch(row -> row.verdict() == Verdict.SAME);
    assertThat(same.worse(0)).isEmpty();
  }

  @Test
  void moreLossIsWorseAndTheOtherWayRoundBetter() {
    Contrast down = Contrast.of(CALM, ROUGH);
    Contrast up = Contrast.of(ROUGH, CALM);
    for (String name : List.of("updated", "incomplete", "overhead, mean", "overhead, 99 %")) {
      assertThat(row(down, name).verdict()).as(name).isEqualTo(Verdict.WORSE);
      assertThat(row(up, name).verdict()).as(name).isEqualTo(Verdict.BETTER);
      assertThat(row(down, name).worseBy()).as(name).isPositive();
      assertThat(row(up, name).worseBy()).as(name).isZero();
    }
    assertThat(row(down, "devices").verdict()).isEqualTo(Verdict.NONE);
  }

  @Test
  void sharesAreComparedByPointsAndAgainstTheLimit() {
    Contrast contrast = Contrast.of(CALM, ROUGH);
    double before = CALM.figures().count(dev.fuota.fleet.result.Fate.UPDATED) / 500.0;
    double after = ROUGH.figures().count(dev.fuota.fleet.result.Fate.UPDATED) / 1_000.0;
    assertThat(row(contrast, "updated").worseBy()).isCloseTo(before - after, offset());
    assertThat(contrast.worse(before - after - 0.001)).extracting(Row::name).contains("updated");
    assertThat(contrast.worse(before - after + 0.001))
        .extracting(Row::name)
        .doesNotContain("updated");
  }

  private static org.assertj.core.data.Offset<Double> offset() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  @Test
  void thePageDrawsBothRunsOverEachOther() {
    String page = ComparePage.html(Contrast.of(CALM, ROUGH));
    assertThat(page).doesNotContain("http:", "https:", "src=", "url(", "<script", "NaN");
    assertThat(page.split("class=\"curve run-a\"", -1))
        .hasSize(7); // 2 stages in 2 sizes, 2 spreads
    assertThat(page.split("class=\"curve run-b\"", -1)).hasSize(7);
    assertThat(page).contains("worse</em>", "better</em>", "lossy &lt;city&gt;");
  }
}
