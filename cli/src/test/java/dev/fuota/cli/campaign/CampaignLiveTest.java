package dev.fuota.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import dev.fuota.cli.server.LiveServer;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Campaigns from the command line to the devices: HTTP, service, network, air, agents. */
class CampaignLiveTest {
  private static final String SCENARIO =
      """
      apiVersion: fuota/v1
      name: four to watch
      region: EU868
      beacons: true
      fleet:
        - {count: 4, secret: 00112233445566778899aabbccddeeff, class: CLASS, dataRate: 5,
           uplinkInterval: 20s, joinSpread: 5s}
      until: {longest: 1h}
      expect: {}
      """;

  @TempDir private Path folder;

  private LiveServer server(String deviceClass) throws Exception {
    Path file = folder.resolve("fleet.yaml");
    return LiveServer.simulating(Files.writeString(file, SCENARIO.replace("CLASS", deviceClass)));
  }

  private Path firmware() throws IOException {
    byte[] image = FirmwareSamples.image(Sample.V2).toArray();
    return Files.write(folder.resolve("sensor-2.0.0.bin"), image);
  }

  private Path binary() throws IOException {
    byte[] octets = new byte[3000];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) (i * i);
    }
    return Files.write(folder.resolve("table.bin"), octets);
  }

  /** Creates, starts and watches a campaign with all devices; returns its last line. */
  private static JsonNode run(LiveServer server, String... options) {
    List<String> create =
        new ArrayList<>(List.of("create", "--start", "--json", "--devices", "all"));
    create.addAll(List.of(options));
    for (String parameter :
        List.of(
            "msg_retries=9",
            "delivery_timeout=1min",
            "datafrag_loops_max=20",
            "device_reboot_countdown=5s")) {
      create.addAll(List.of("--set-parameter", parameter));
    }
    Shell made = server.campaign(create.toArray(String[]::new));
    assertThat(made.err()).isEmpty();
    String id = made.json().path("id").asString();
    Shell watched = server.campaign("watch", id, "--json");
    List<String> lines = watched.out().lines().toList();
    JsonNode end = JsonMapper.shared().readTree(lines.get(lines.size() - 1));
    assertThat(end.path("event").asString()).isEqualTo("end");
    assertThat(watched.exit())
        .isEqualTo(end.path("campaign").path("outcome").asString().startsWith("DONE") ? 0 : 1);
    return end.path("campaign");
  }

  private static void isDone(JsonNode campaign) {
    assertThat(campaign.path("outcome").asString())
        .as(campaign.path("sentence").asString())
        .isEqualTo("DONE");
    assertThat(campaign.path("succeeded").asInt()).isEqualTo(4);
  }

  private static List<String> stages(JsonNode campaign) {
    List<String> names = new ArrayList<>();
    campaign
        .path("parts")
        .get(0)
        .path("stages")
        .forEach(stage -> names.add(stage.path("stage").asString()));
    return names;
  }

  @ParameterizedTest(name = "devices of class {0}, group of class {1}, redundancy {2}")
  @CsvSource({"A, C, 100%", "A, C, 0", "B, B, 100%", "B, B, 0"})
  @DisplayName("firmware upgrades, to the version that each device reports")
  void firmwareUpgrade(String deviceClass, String groupClass, String redundancy) throws Exception {
    try (LiveServer server = server(deviceClass)) {
      JsonNode campaign =
          run(
              server,
              "--kind",
              "firmware-upgrade",
              "--file",
              firmware().toString(),
              "--set-parameter",
              "form=auto",
              "--set-parameter",
              "mcast_class=" + groupClass,
              "--set-parameter",
              "redundancy=" + redundancy);
      isDone(campaign);
      assertThat(stages(campaign)).contains("MC_CLASS_" + groupClass + "_SESSION_SETUP");
      JsonNode part = campaign.path("parts").get(0);
      int coded =
          part.path("fragments").path("total").asInt()
              - part.path("fragments").path("needed").asInt();
      assertThat(coded > 0).isEqualTo(!redundancy.equals("0"));
      String devices = server.campaign("devices", campaign.path("id").asString()).out();
      assertThat(devices.lines().filter(line -> line.contains("2.0.0"))).hasSize(4);
    }
  }

  @ParameterizedTest(name = "class {0}, redundancy {1}")
  @CsvSource({"C, 200%", "C, 0", "B, 200%", "B, 0"})
  @DisplayName("binary files with and without coded fragments")
  void files(String groupClass, String redundancy) throws Exception {
    try (LiveServer server = server(groupClass.equals("B") ? "B" : "A")) {
      isDone(
          run(
              server,
              "--kind",
              "upload-binary-file",
              "--file",
              binary().toString(),
              "--set-parameter",
              "mcast_class=" + groupClass,
              "--set-parameter",
              "redundancy=" + redundancy));
    }
  }

  @ParameterizedTest(name = "class {0}")
  @CsvSource({"C", "B"})
  @DisplayName("commands for a group")
  void commands(String groupClass) throws Exception {
    try (LiveServer server = server(groupClass.equals("B") ? "B" : "A")) {
      isDone(
          run(
              server,
              "--kind",
              "configure-multicast-groups",
              "--command",
              "100:01ff",
              "--command",
              "100:02",
              "--set-parameter",
              "mcast_class=" + groupClass));
      assertThat(server.campaign("list").out().lines()).hasSize(2);
    }
  }

  @Test
  void whatIsRefusedOrAbortedIsSaidSo() throws Exception {
    try (LiveServer server = server("A")) {
      String[] create = {
        "create", "--kind", "firmware-upgrade", "--devices", "all", "--file", firmware().toString()
      };
      Shell absurd = server.campaign(with(create, "--set-parameter", "success_threshold=140"));
      assertThat(absurd.exit()).isEqualTo(2);
      assertThat(absurd.err()).contains("success_threshold").contains("1..100");
      Shell unknown = server.campaign(with(create, "--set-parameter", "sucess_threshold=40"));
      assertThat(unknown.exit()).isEqualTo(2);
      assertThat(unknown.err()).contains("success_threshold");
      Shell plan = server.campaign(with(create, "--json"));
      assertThat(plan.exit()).isZero();
      assertThat(server.campaign("abort", "1", "--delete").exit()).isZero();
      Shell watched = server.campaign("watch", "1");
      assertThat(watched.exit()).isEqualTo(1);
      assertThat(watched.out()).contains("aborted");
      assertThat(server.campaign("show", "77").exit()).isEqualTo(2);
    }
  }

  private static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
