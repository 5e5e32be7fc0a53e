package dev.fuota.fleet.cell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.result.Check;
import dev.fuota.fleet.scenario.ReadyScenarios;
import dev.fuota.fleet.scenario.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios that come with the product are met, and their broken twins are seen to fail. */
class ReadyScenariosTest {

  static Stream<String> names() {
    return ReadyScenarios.all().stream().map(ReadyScenarios.Ready::name);
  }

  private static List<Check> checks(Scenario scenario) {
    assertThat(scenario.count()).isLessThanOrEqualTo(20);
    return new FleetRunner(scenario, 1).run().checks(scenario.expectations());
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachIsMet(String name) {
    Scenario scenario = ReadyScenarios.named(name).orElseThrow().scenario();
    assertThat(checks(scenario)).hasSizeGreaterThan(1).allMatch(Check::ok);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theTwinOfEachMissesJustWhatItNames(String name) {
    ReadyScenarios.Ready ready = ReadyScenarios.named(name).orElseThrow();
    Scenario twin = ready.twin();
    assertThat(twin.expectations()).isEqualTo(ready.scenario().expectations());
    List<Check> missed = checks(twin).stream().filter(check -> !check.ok()).toList();
    assertThat(missed).hasSize(1);
    assertThat(missed.get(0).name()).startsWith(ready.missed() + " ");
  }
}
