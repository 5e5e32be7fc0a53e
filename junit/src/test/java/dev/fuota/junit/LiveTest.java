package dev.fuota.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.lorawan.region.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;

/** Fleets in real time: against a server behind a socket, and against the built-in one. */
class LiveTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private static FleetBuilder meters() {
    return Fleet.scenario("two meters")
        .devices(2)
        .deviceClass(DeviceClass.A)
        .fleet("joinSpread", "1ms")
        .untilJoined()
        .longest(LONG);
  }

  private Fleet fleet(FleetBuilder built, String server) {
    ScenarioSource source = ScenarioSource.of(built);
    return Fleets.of(source, server, new Footprint(folder, source));
  }

  @Test
  void devicesJoinTheServerThatHasTheirKeys() throws Exception {
    try (VendorServer server = new VendorServer(Region.EU868)) {
      Fleet fleet = fleet(meters(), "udp://127.0.0.1:" + server.port());
      server.register(fleet.keys());
      fleet.start();
      assertThat(fleet.awaitJoined("100%", LONG)).isTrue();
      assertThat(fleet.await(LONG)).isTrue();
      fleet.assertJoined("2");
      fleet.stop();
      fleet.report();
      assertThat(fleet.devices().joined()).hasSize(2);
    }
    String json = Files.readString(folder.resolve("result.json"));
    assertThat(json).contains("\"70b3d57ed0000001\"");
    assertThat(Files.readString(folder.resolve("scenario.yaml")) + json)
        .doesNotContainPattern(Pattern.compile("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])"));
  }

  @Test
  void withoutItsKeysNobodyJoinsAndTheFailureSaysSo() throws Exception {
    try (VendorServer server = new VendorServer(Region.EU868)) {
      Fleet fleet = fleet(meters(), "udp://127.0.0.1:" + server.port()).start();
      assertThat(fleet.awaitJoined("1", Duration.ofMillis(300))).isFalse();
      assertThatThrownBy(() -> fleet.assertJoined("2"))
          .isInstanceOf(AssertionFailedError.class)
          .hasMessageContaining("0 of 2 devices (0.0 %) joined, expected at least 2")
          .hasMessageContaining("2 never joined (")
          .hasMessageContaining("device 0, 1")
          .hasMessageNotContaining("replay");
      fleet.stop();
      assertThat(fleet.devices().joined()).isEmpty();
    }
  }

  @Test
  void theBuiltInServerCanBeLivedWithInRealTimeToo() {
    Fleet fleet = fleet(meters().fleet("activation", "abp"), "built-in").run();
    fleet.assertJoined("100%");
    fleet.stop();
  }

  @Test
  void aPasswordInAnAddressIsNotRepeated() {
    Fleet hopeless = fleet(meters(), "mqtts://user:sesame@[:1883");
    assertThatThrownBy(hopeless::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("sesame")
        .hasMessageContaining("mqtt://host:1883");
    Fleet nowhere = fleet(meters(), "udp://user:sesame@no-such-host.invalid:1700");
    assertThatThrownBy(nowhere::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("sesame")
        .hasMessageContaining("udp://no-such-host.invalid:1700 cannot be used");
  }
}
