package dev.fuota.fleet.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A small version of what {@code docs/adaptive.md} shows, with whole devices. */
class ComparisonTest {
  private static final int SEEDS = 12;

  private static Comparison comparison;

  @BeforeAll
  static void runAll() {
    comparison = Comparison.of(SEEDS);
  }

  @Test
  @DisplayName("Beyond TP-15: at the same maximum, the adaptive mode does not succeed less often")
  void succeedsAsOften() {
    assertThat(comparison.successes(Mode.ADAPTIVE))
        .isBetween(1L, SEEDS - 1L)
        .isGreaterThanOrEqualTo(comparison.successes(Mode.SEEDS));
  }

  @Test
  @DisplayName("Beyond TP-15: a higher maximum, or the repair, saves campaigns that failed")
  void savesCampaigns() {
    assertThat(comparison.successes(Mode.ADAPTIVE_MORE))
        .isGreaterThan(comparison.successes(Mode.SEEDS));
    assertThat(comparison.successes(Mode.ADAPTIVE_REPAIR))
        .isGreaterThan(comparison.successes(Mode.SEEDS));
  }

  @Test
  @DisplayName(
      "Beyond TP-15: the adaptive mode sends no more than its maximum, and less on good days")
  void keepsTheMaximum() {
    for (Mode mode : Mode.values()) {
      assertThat(comparison.of(mode))
          .hasSize(SEEDS)
          .allSatisfy(
              it ->
                  assertThat(it.fragments())
                      .isBetween(it.nbFrag(), (int) Math.ceil(it.nbFrag() * (1 + mode.most()))));
    }
    assertThat(comparison.fragments(Mode.ADAPTIVE).least())
        .isLessThan(comparison.fragments(Mode.SEEDS).least());
  }

  @Test
  @DisplayName("Beyond TP-15: the same seed gives the same campaign")
  void repeats() {
    assertThat(Trial.run(Mode.ADAPTIVE_REPAIR, 3))
        .isEqualTo(comparison.of(Mode.ADAPTIVE_REPAIR).get(2));
  }
}
