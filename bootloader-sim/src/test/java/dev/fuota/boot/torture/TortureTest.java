package dev.fuota.boot.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.boot.Strategy;
import dev.fuota.boot.torture.ToyLoader.Flaw;
import dev.fuota.boot.torture.report.TorturePage;
import dev.fuota.boot.torture.report.TortureXml;
import dev.fuota.hal.sim.Tear;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TortureTest {
  private static Torture toy(Flaw flaw) {
    return SmallUpdate.torture()
        .strategy(Strategy.OVERWRITE_ONLY)
        .subject(() -> new ToyLoader(flaw))
        .pairs(300)
        .random(50, 3);
  }

  @Test
  void theSameSeedGivesTheSameResultWhateverTheThreads() {
    TortureResult one = toy(Flaw.NEXT_PAGE_TOO_EARLY).threads(1).run();
    TortureResult two = toy(Flaw.NEXT_PAGE_TOO_EARLY).threads(2).run();
    assertThat(two).isEqualTo(one);
    assertThat(toy(Flaw.NEXT_PAGE_TOO_EARLY).seed(2).run()).isNotEqualTo(one);
  }

  @Test
  void everyOperationIsTornInEveryWayThatIsDifferent() {
    ScenarioResult permanent =
        toy(Flaw.NONE).scenarios(List.of(Scenario.PERMANENT)).run().scenarios().get(0);
    int operations = permanent.operations().size();
    assertThat(permanent.figures().clean()).isEqualTo(2L * operations);
    assertThat(permanent.singles()).hasSize(operations);
    permanent
        .singles()
        .values()
        .forEach(tears -> assertThat(tears).containsKeys(Tear.NOTHING, Tear.TORN, Tear.UNREADABLE));
    assertThat(permanent.pairs()).isNotEmpty();
  }

  @Test
  void allPairsAreManyMoreThanTheSingles() {
    TortureResult all =
        toy(Flaw.NONE).pairs(Long.MAX_VALUE / 2).scenarios(List.of(Scenario.PERMANENT)).run();
    all.assertNoFailures();
    assertThat(all.figures().cleanPairs()).isGreaterThan(10 * all.figures().clean());
    assertThat(all.figures().tornPairs()).isGreaterThan(all.figures().cleanPairs());
  }

  @Test
  void aFailureNamesTheRuleAndTheKey() {
    TortureResult broken = toy(Flaw.TRAILER_BEFORE_COPY).run();
    assertThatThrownBy(broken::assertNoFailures)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("is not installed")
        .hasMessageContaining("permanent:");
  }

  @Test
  void reportsNameFailuresWithTheirCommand() {
    TortureResult broken = toy(Flaw.TRAILER_BEFORE_COPY).run();
    String page = TorturePage.of(List.of(broken), (result, failure) -> "again " + failure.key());
    assertThat(page).contains("failed", "nothing boots", "again permanent:").doesNotContain("http");
    String xml = TortureXml.of(List.of(broken), (result, failure) -> "again " + failure.key());
    assertThat(xml).contains("<failure", "type=\"DEAD\"", "again permanent:");
    String good = TorturePage.of(List.of(toy(Flaw.NONE).run()), (result, failure) -> "");
    assertThat(good).contains("passed").doesNotContain("Failures");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permanent",
        "permanent:12:TORN:3,40:ALL",
        "download-on-trial:1:NOTHING",
        "reverted:7:UNSTABLE:999",
        "reverted:7:NOTHING:0:DEAD,1:TORN:5:FLIP"
      })
  void keysComeBackAsTheyWereWritten(String text) {
    assertThat(Key.of(text)).map(Key::toString).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "never",
        "permanent:",
        "permanent:0:ALL",
        "permanent:1:HALF",
        "permanent:1",
        "permanent:x:ALL",
        "permanent:1:ALL:2:3",
        "permanent:1:ALL:2:FLIP:4",
        "permanent:1:ALL,",
        "permanent:99999999999:ALL"
      })
  void otherTextsAreNoKeys(String text) {
    assertThat(Key.of(text).filter(key -> !key.cuts().isEmpty())).isEmpty();
  }
}
