package dev.fuota.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet and a server that know each other by a socket, and by a table of keys. */
class ServerAndFleetTest {
  private static final String FLEET =
      """
      apiVersion: fuota/v1
      name: three over a socket
      region: US915
      network: udp://127.0.0.1:PORT
      fleet:
        - {count: 2, secret: 00112233445566778899aabbccddeeff, uplinkInterval: 5s, joinSpread: 1s}
        - {count: 1, secret: 00112233445566778899aabbccddeeff, uplinkInterval: 5s, joinSpread: 1s,
           devEui: "70b3d57ed0000100", version: 1.1}
      until: {joined: all, longest: 3min}
      expect: {joined: 3}
      """;

  private static final String SERVER =
      """
      apiVersion: fuota/v1
      server: {listen: "127.0.0.1:0", region: US915}
      http: {listen: "127.0.0.1:0"}
      devices: [{keys: devices.csv}]
      """;

  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aFleetInTwoSharesJoinsTheServerThatHasItsTable() throws Exception {
    Path fleet = write("fleet.yaml", FLEET.replace("PORT", "1"));
    String table = folder.resolve("devices.csv").toString();
    assertThat(Shell.run("fleet", "devices", fleet.toString(), "--out", table).exit()).isZero();
    try (LiveServer server = LiveServer.of(write("server.yaml", SERVER))) {
      assertThat(server.campaign("devices").out().lines()).hasSize(4);
      write("fleet.yaml", FLEET.replace("PORT", String.valueOf(server.udpPort())));
      CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> share("0/2"));
      CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> share("1/2"));
      String one = write("one.json", first.join()).toString();
      String other = write("other.json", second.join()).toString();
      Shell shell = Shell.run("fleet", "merge", one, other, "--json");
      assertThat(shell.exit()).isZero();
      assertThat(shell.json().at("/figures/reached/JOINED").asInt()).isEqualTo(3);
      assertThat(shell.json().at("/cells/0/gateways/0/id").asString())
          .isEqualTo("0016c001f0000001");
      assertThat(shell.json().at("/cells/1/gateways/0/id").asString())
          .isEqualTo("0016c001f0000101");
    }
  }

  /** A part of the fleet, in real time. */
  private String share(String share) {
    String fleet = folder.resolve("fleet.yaml").toString();
    Shell shell = Shell.run("fleet", "run", fleet, "--shard", share, "--json");
    assertThat(shell.exit()).isZero();
    assertThat(shell.json().path("checks").get(0).path("name").asString())
        .isEqualTo("each counter once");
    return shell.out();
  }
}
