package dev.fuota.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.codec.Bytes;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** Fleets of clients of MSU: in virtual time, and on sockets with a server of somebody else. */
class MsuTest {
  private static final String SCENARIO =
      """
      apiVersion: fuota/v1
      name: a hall
      seed: 3
      msu:
        clients:
          - {count: 3}
          - {count: 1, hardware: pump}
        files: [{name: app.bin, size: 20KiB}]
        timing: {join: 300ms, scmWait: 50ms, ccmWait: 250ms, sequenceDelay: 1ms}
      expect: {updated: 100%, within: 1min}
      """;

  @TempDir private Path folder;

  private Fleet fleet(String text, String server) {
    ScenarioSource source = new ScenarioSource("hall.yaml", text, name -> Bytes.EMPTY, false);
    return Fleets.of(source, server, new Footprint(folder, source));
  }

  @Test
  void inVirtualTimeItIsJudgedAsTheScenarioSays() {
    Fleet fleet = fleet(SCENARIO, "").run();
    fleet.assertUpdated("3");
    fleet.assertExpectations();
    assertThat(fleet.device(3).reason()).isEqualTo("the files are for other hardware");
    assertThat(fleet.keys()).isEmpty();
    fleet.report();
    assertThat(folder).isDirectoryContaining("glob:**index.html");
    assertThat(folder).isDirectoryContaining("glob:**result.json");
    assertThat(folder).isDirectoryContaining("glob:**junit.xml");
  }

  @Test
  void whoHasNotEveryFileIsNamed() {
    Fleet fleet = fleet(SCENARIO.replace("{count: 3}", "{count: 3, loss: 99%}"), "").run();
    assertThatThrownBy(fleet::assertExpectations)
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("the scenario expects updated >= 100")
        .hasMessageContaining("3 incomplete (it has not every file): device 0, 1, 2");
  }

  @Test
  void clientsOnSocketsTakeTheFilesOfAServerOfSomebodyElse() throws Exception {
    try (VendorHall hall = new VendorHall("app.bin", 20 << 10)) {
      Fleet fleet = fleet(SCENARIO, "msu://127.0.0.1").start();
      hall.start();
      assertThat(fleet.awaitUpdated("3", Duration.ofSeconds(30))).isTrue();
      assertThat(fleet.await(Duration.ofSeconds(30))).isTrue();
      fleet.assertExpectations();
      fleet.stop();
      assertThat(fleet.devices().failed()).extracting(Device::number).containsExactly(3);
    }
  }

  @Test
  void anotherKindOfServerIsRefused() {
    Fleet fleet = fleet(SCENARIO, "udp://127.0.0.1:1700");
    assertThatThrownBy(fleet::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("msu://127.0.0.1");
  }
}
