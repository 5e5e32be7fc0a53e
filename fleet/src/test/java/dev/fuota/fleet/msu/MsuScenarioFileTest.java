package dev.fuota.fleet.msu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.fleet.msu.MsuScenario.Clock;
import dev.fuota.fleet.msu.MsuScenario.Mishap;
import dev.fuota.fleet.msu.MsuScenario.SentFile;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.settings.SettingProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MsuScenarioFileTest {
  private static final String HALL =
      """
      apiVersion: fuota/v1
      name: noisy hall
      seed: 42
      clock: virtual
      msu:
        clients:
          - {count: 990, loss: 5%}
          - {count: 10, loss: 1%, reordering: 2%, delay: 20ms, hardware: other}
        files:
          - {name: app.bin, size: 1MiB}
          - {name: conf.txt, size: 300}
        profile: coded
        timing: {scmWait: 500ms}
      faults:
        - {at: 20s, do: kill, clients: 5%, for: 10s}
        - {at: 30s, do: unplug, clients: 0.001, for: 20s}
      expect: {updated: 99%, within: 30min}
      """;

  @Test
  void aScenarioIsReadAsItIsWritten() {
    MsuScenario scenario = MsuScenarioFile.read("hall.yaml", HALL);
    assertThat(scenario.name()).isEqualTo("noisy hall");
    assertThat(scenario.seed()).isEqualTo(42);
    assertThat(scenario.clock()).isEqualTo(Clock.VIRTUAL);
    assertThat(scenario.count()).isEqualTo(1000);
    assertThat(scenario.clients().get(0).link().loss()).isEqualTo(0.05);
    assertThat(scenario.clients().get(1).link().delay()).isEqualTo(Duration.ofMillis(20));
    assertThat(scenario.clients().get(1).hardware()).isEqualTo("other");
    assertThat(scenario.files())
        .containsExactly(new SentFile("app.bin", 1 << 20), new SentFile("conf.txt", 300));
    assertThat(scenario.profile()).isEqualTo(new Profile(true, true));
    assertThat(scenario.timing().scmWait()).isEqualTo(Duration.ofMillis(500));
    assertThat(scenario.timing().joinWait()).isEqualTo(Duration.ofSeconds(5));
    assertThat(scenario.faults()).hasSize(2);
    assertThat(scenario.faults().get(0).mishap()).isEqualTo(Mishap.KILL);
    assertThat(scenario.faults().get(1).lasting()).isEqualTo(Duration.ofSeconds(20));
    assertThat(scenario.expect().updated()).isEqualTo(0.99);
    assertThat(scenario.expect().within()).contains(Duration.ofMinutes(30));
  }

  @ParameterizedTest
  @CsvSource({"msu-hall.yaml, VIRTUAL, 1000", "msu-sockets.yaml, REAL, 20"})
  void theSamplesAreScenarios(String name, Clock clock, int clients) throws IOException {
    String text = Files.readString(Path.of("../docs/scenarios", name));
    MsuScenario scenario = MsuScenarioFile.read(name, text);
    assertThat(scenario.clock()).isEqualTo(clock);
    assertThat(scenario.count()).isEqualTo(clients);
    assertThat(scenario.timing().whoIs()).isEqualTo(8);
  }

  @ParameterizedTest(name = "{0} instead of {1}: {2}")
  @CsvSource({
    "fuota/v9, fuota/v1, hall.yaml:1:13: apiVersion must be fuota/v1",
    "count: 20000, count: 990, hall.yaml:7:15: 20000 is not between 1 and 10000",
    "'count: 9999, loss', 'count: 990, loss', hall.yaml:8:7: more than 10000 clients in all; make it fewer",
    "../app.bin, app.bin, hall.yaml:10:14: '../app.bin' is no file name; use letters; digits",
    "size: 0, size: 300, hall.yaml:11:30: a file has 1 octet to 256 MiB",
    "fast, coded, hall.yaml:12:12: 'fast' is not known; known are coded; plain; stream",
    "explode, kill, hall.yaml:15:19: 'explode' is not known; known are kill; unplug",
    "updatet, updated, hall.yaml:17:19: unknown key updatet; did you mean updated?"
  })
  void aMistakeIsTold(String bad, String good, String message) {
    assertThatThrownBy(() -> MsuScenarioFile.read("hall.yaml", HALL.replace(good, bad)))
        .isInstanceOf(SettingProblem.class)
        .message()
        .satisfies(
            told -> assertThat(told.replace(',', ';')).startsWith(message.replace(',', ';')));
  }
}
