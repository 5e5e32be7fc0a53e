package dev.fuota.fleet.msu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.net.GroupCheck;
import dev.fuota.hal.net.Interfaces;
import dev.fuota.server.msu.MsuCycleListener;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SocketGroundTest {
  @Test
  @Timeout(90)
  void clientsWithAnAddressEachAreUpdatedOverRealSockets() {
    Interfaces.State loopback = Interfaces.loopback().orElseThrow();
    assumeTrue(
        GroupCheck.of(loopback, System::nanoTime) != GroupCheck.Finding.SILENT,
        "loopback carries no multicast here");
    MsuScenario scenario =
        MsuScenarioFile.read(
            "test.yaml",
            """
            apiVersion: fuota/v1
            name: sockets
            clock: real
            msu:
              clients: [{count: 3}, {count: 1, hardware: pump}]
              files: [{name: app.bin, size: 100KiB}]
              timing: {join: 100ms, scmWait: 50ms, ccmWait: 100ms, sequenceDelay: 0ms, whoIs: 2}
            expect: {updated: 100%}
            """);
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
        SocketGround ground = new SocketGround(loop, loopback.name(), scenario.seed())) {
      MsuFleetResult result = new MsuFleet(scenario, ground, MsuCycleListener.NONE).run();

      assertThat(result.updated()).containsExactly(true, true, true, false);
      assertThat(result.addresses())
          .extracting(Object::toString)
          .contains("127.0.1.1", "127.0.1.4");
      assertThat(result.ok()).isTrue();
    }
  }
}
