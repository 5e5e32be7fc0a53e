package dev.fuota.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.demo.DemoFirmware;
import dev.fuota.fleet.demo.UpdateForm;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two command lines that know each other by a socket alone: a server updates a fleet. */
class ServerAndFleetTest {
  /** Where no duty cycle makes a gateway silent for minutes. */
  private static final String REGION = "US915";

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private static int freePort() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(here, 0))) {
      return socket.getLocalPort();
    }
  }

  private CompletableFuture<Shell> start(String... arguments) {
    return CompletableFuture.supplyAsync(() -> Shell.run(arguments), threads);
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void aFleetJoinsAServerAndIsUpdatedByIt() throws Exception {
    int port = freePort();
    String fleet =
        write(
            "fleet.yaml",
            """
            apiVersion: fuota/v1
            protocol: lorawan
            name: three over a socket
            region: %s
            network: udp://127.0.0.1:%d
            devices:
              - {count: 2, secret: 00112233445566778899aabbccddeeff, uplinkInterval: 3s, joinSpread: 2s}
              - {count: 1, secret: 00112233445566778899aabbccddeeff, uplinkInterval: 3s, joinSpread: 2s,
                 devEui: "70b3d57ed0000100", version: 1.1}
            until: {updated: all, longest: 170s}
            expect: {joined: 3, updated: 3}
            """
                .formatted(REGION, port));
    Shell.run("fleet", "devices", fleet, "--out", folder.resolve("devices.csv").toString());
    Files.write(
        folder.resolve("update.bin"), DemoFirmware.sample(UpdateForm.DELTA).octets().toArray());
    String config =
        write(
            "server.yaml",
            """
            apiVersion: fuota/v1
            server: {listen: "127.0.0.1:%d", region: %s, database: server.db}
            devices: [{keys: devices.csv}]
            campaign:
              firmware: update.bin
              dataRate: 13
              fragmentSize: 200
              redundancy: 100%%
              rebootAfter: 2s
              retries: 3
            """
                .formatted(port, REGION));
    CompletableFuture<Shell> server = start("server", "--config", config, "--json");
    CompletableFuture<Shell> devices = start("fleet", "run", fleet, "--json");
    CompletableFuture.allOf(server, devices).get(180, TimeUnit.SECONDS);
    assertThat(devices.join().json().path("updated").asInt()).isEqualTo(3);
    assertThat(devices.join().exit()).isZero();
    assertThat(server.join().out())
        .contains("{\"event\":\"campaign\",\"before\":false,\"updated\":0,\"left\":3}")
        .contains("\"event\":\"end\",\"ok\":true");
    assertThat(server.join().exit()).isZero();
    // The same command again finds nothing left to do.
    Shell again = Shell.run("server", "--config", config, "--json");
    assertThat(again.exit()).isZero();
    assertThat(again.out())
        .contains("{\"event\":\"campaign\",\"before\":true,\"updated\":3,\"left\":0}");
  }
}
