package dev.fuota.fleet.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.server.msu.MsuCycleListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MsuFleetTest {
  private static MsuFleetResult run(String clients, String profile, String more) {
    String text =
        """
        apiVersion: fuota/v1
        name: test
        msu:
          clients: %s
          files: [{name: app.bin, size: 300KiB}, {name: conf.txt, size: 300}]
          profile: %s
        %s
        expect: {updated: 100%%}
        """
            .formatted(clients, profile, more);
    return fleet(MsuScenarioFile.read("test.yaml", text)).run();
  }

  private static MsuFleet fleet(MsuScenario scenario) {
    return new MsuFleet(scenario, new VirtualGround(scenario.seed()), MsuCycleListener.NONE);
  }

  @Test
  void aRunThatIsStoppedIsNotOverAndNotAsExpected() {
    String text =
        """
        apiVersion: fuota/v1
        name: stopped
        msu: {clients: [{count: 2}], files: [{name: app.bin, size: 300KiB}]}
        expect: {updated: 0%}
        """;
    MsuScenario scenario = MsuScenarioFile.read("test.yaml", text);
    int[] asked = new int[1];
    MsuFleetResult stopped = fleet(scenario).run(() -> ++asked[0] > 100);
    assertThat(stopped.ended()).isFalse();
    assertThat(stopped.ok()).isFalse();
    MsuFleetResult whole = fleet(scenario).run();
    assertThat(whole.ok()).isTrue();
    assertThat(stopped.took()).isLessThan(whole.took());
  }

  // MSU-001, MSU-003
  @ParameterizedTest
  @ValueSource(strings = {"plain", "stream", "coded"})
  void everyClientOfALossyHallIsUpdated(String profile) {
    MsuFleetResult result =
        run("[{count: 40, loss: 5%, reordering: 2%, duplication: 1%}]", profile, "");
    assertThat(result.updatedCount()).isEqualTo(40);
    assertThat(result.report().passed()).isEqualTo(40);
    assertThat(result.ok()).isTrue();
  }

  // MSU-045
  @Test
  void otherHardwareStaysOut() {
    MsuFleetResult result = run("[{count: 3}, {count: 2, hardware: pump}]", "plain", "");
    assertThat(result.updated()).containsExactly(true, true, true, false, false);
    assertThat(result.ok()).isTrue();
  }

  // MSU-004, MSU-X21
  @ParameterizedTest
  @CsvSource({"plain", "stream", "coded"})
  void clientsThatAreKilledOrCutOffCatchUp(String profile) {
    String faults =
        """
        faults:
          - {at: 12s, do: kill, clients: 20%, for: 4s}
          - {at: 13s, do: unplug, clients: 20%, for: 6s}
        """;
    MsuFleetResult result = run("[{count: 10, loss: 2%}]", profile, faults);
    assertThat(result.updatedCount()).isEqualTo(10);
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    MsuFleetResult one = run("[{count: 5, loss: 10%}]", "plain", "");
    MsuFleetResult other = run("[{count: 5, loss: 10%}]", "plain", "");
    assertThat(one).isEqualTo(other);
  }
}
