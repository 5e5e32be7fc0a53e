package dev.fuota.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.cli.Shell;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.io.SecretFile;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.monitor.guard.Role;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.Profile;
import dev.fuota.server.campaign.CampaignParameter;
import dev.fuota.server.msu.FileContent;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuFile;
import dev.fuota.server.msu.MsuOffer;
import dev.fuota.settings.SettingProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of {@code fuota server}. */
class ServerFileTest {
  private static final String CHIRPSTACK =
      """
      apiVersion: fuota/v1
      server:
        network: chirpstack
        url: https://chirpstack.example:8080
        tokenFile: token
        application: 4eb21bfe-a427-499c-b53e-437a14ba93dc
        mqtt: mqtts://me:secret@broker.example
        region: AU915
        gateways: [0016c001f1000001]
      devices:
        - devEui: 70b3d57ed0000001
          genAppKey: 101112131415161718191a1b1c1d1e1f
          uplinkEvery: 5min
      """;

  private static final String FULL =
      """
      apiVersion: fuota/v1
      server: {database: server.db}
      networks:
        - {region: EU868, listen: "127.0.0.1:1700"}
        - {name: west, region: US915, listen: "127.0.0.1:1701", subBand: 2}
      http:
        listen: 127.0.0.1:9090
        tokens: [{name: me, role: operate, file: me.token}]
      defaults:
        success_threshold: 90
        ucast_msg_delay: 250
      devices:
        - {keys: devices.csv, version: 1.0.0, class: C}
      """;

  @TempDir private Path folder;

  private ServerSettings settings(String text) throws IOException {
    return ServerFile.read(write("server.yaml", text), Shell.console());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  @DisplayName("the printed file can be read and names every parameter (TP-18)")
  void thePrintedFileCanBeRead() throws IOException {
    Shell shell = Shell.run("server", "--print-config");
    assertThat(shell.exit()).isZero();
    ServerSettings settings = settings(shell.out());
    assertThat(settings.http().listen().getAddress().isLoopbackAddress()).isTrue();
    assertThat(settings.http().listen().getPort()).isEqualTo(8080);
    ServerSettings.BuiltIn network = (ServerSettings.BuiltIn) settings.networks().get(0);
    assertThat(network.listen().getAddress().isLoopbackAddress()).isTrue();
    assertThat(network.listen().getPort()).isEqualTo(1700);
    assertThat(settings.devices()).hasSize(1);
    assertThat(settings.defaults()).containsEntry("form", "full").containsEntry("strict", "false");
    for (CampaignParameter parameter : CampaignParameter.ALL) {
      assertThat(shell.out())
          .containsPattern("(?m)^  (# )?" + parameter.name() + ": .*# .*" + quoted(parameter));
    }
  }

  private static String quoted(CampaignParameter parameter) {
    return java.util.regex.Pattern.quote(parameter.allowed());
  }

  @Test
  void everyPartIsReadAsItIsWritten() throws IOException {
    Path token = write("me.token", "sesame\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    write(
        "devices.csv",
        "devEui,joinEui,appKey,genAppKey,class,uplinkSeconds,version\n"
            + "0000000000000001,0000000000000009,K,G,,30,1.2.3\n"
                .replace("K", "1".repeat(32))
                .replace("G", "2".repeat(32)));
    ServerSettings settings = settings(FULL);
    assertThat(settings.networks())
        .extracting(ServerSettings.NetworkChoice::name)
        .containsExactly("EU868", "west");
    assertThat(((ServerSettings.BuiltIn) settings.networks().get(1)).settings().subBand())
        .isEqualTo(2);
    assertThat(settings.http().tokens().get(0).role()).isEqualTo(Role.OPERATE);
    assertThat(settings.defaults())
        .containsEntry("success_threshold", "90")
        .containsEntry("ucast_msg_delay", "250");
    assertThat(settings.devices().get(0).attributes())
        .containsEntry("class", "C")
        .containsEntry("version", "1.2.3")
        .containsEntry("uplinkInterval", "30s")
        .containsEntry("genAppKey", "2".repeat(32));
    assertThat(settings.database().orElseThrow().place())
        .isEqualTo(folder.resolve("server.db").toString());
  }

  @Test
  void aChirpstackIsANetworkToo() throws IOException {
    ServerSettings settings = settings(CHIRPSTACK);
    ServerSettings.Chirpstack network = (ServerSettings.Chirpstack) settings.networks().get(0);
    assertThat(network.api()).isEqualTo(URI.create("https://chirpstack.example:8080"));
    assertThat(network.token()).isEqualTo(folder.resolve("token"));
    assertThat(network.broker().getScheme()).isEqualTo("mqtts");
    assertThat(network.region()).isEqualTo(Region.AU915);
    assertThat(network.settings().gateways()).containsExactly(new GatewayId(0x0016c001f1000001L));
    assertThat(settings.devices().get(0).attributes()).containsEntry("uplinkInterval", "5min");
  }

  private static final String HALL =
      """
      apiVersion: fuota/v1
      server: {}
      networks:
        - {name: hall, network: msu, interface: lo, rate: 10M, plain: true, siteKey: site.key}
      devices:
        - {address: 10.0.0.5, network: hall}
      """;

  @Test
  void aLocalNetworkIsANetworkToo() throws IOException {
    Files.writeString(folder.resolve("site.key"), "0123456789abcdef".repeat(4));
    ServerSettings settings = settings(HALL);
    ServerSettings.Hall hall = (ServerSettings.Hall) settings.networks().get(0);
    assertThat(hall.name()).isEqualTo("hall");
    assertThat(hall.options().site.keys()).isPresent();
    MsuFile any =
        new MsuFile(FileContent.of(new byte[1]), "a", Optional.empty(), NotificationKind.UPGRADE);
    MsuCampaign.Builder campaign = MsuCampaign.of(List.of(any), MsuOffer.of(new MacAddress(0)));
    hall.options().send.into(campaign, hall.options().network.discovery(), false);
    assertThat(campaign.build().pace().rateMaximum()).isEqualTo(10_000_000);
    assertThat(campaign.build().profile()).isEqualTo(Profile.NONE);
    assertThat(settings.devices().get(0).name()).isEqualTo("10.0.0.5");
    assertThat(settings.devices().get(0).attributes()).containsEntry("network", "hall");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "rate, speed",
    "plain: true, plain: perhaps",
    "'interface: lo', 'interface: lo, ttl: many'",
    "network: msu, network: lan"
  })
  void wrongLocalNetworks(String right, String wrong) {
    assertThatThrownBy(() -> settings(HALL.replaceFirst(right, wrong)))
        .isInstanceOf(SettingProblem.class);
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "https://chirpstack.example:8080, ftp://x",
    "https://chirpstack.example:8080, chirpstack",
    "mqtts://me:secret@broker.example, http://broker",
    "4eb21bfe-a427-499c-b53e-437a14ba93dc, my application",
    "AU915, EU433",
    "network: chirpstack, network: ttn",
    "uplinkEvery, uplinks"
  })
  void whatIsNotSoIsNamedWithItsLineAndNoSecret(String right, String wrong) {
    assertThatThrownBy(() -> settings(CHIRPSTACK.replace(right, wrong)))
        .isInstanceOf(SettingProblem.class)
        .hasMessageContaining("server.yaml:")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("10111213");
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "success_threshold: 90 | success_threshold: 140 | server.yaml:10:",
        "success_threshold: 90 | success_threshold: 140 | 1..100",
        "success_threshold: 90 | sucess_threshold: 90   | success_threshold",
        "ucast_msg_delay: 250  | ucast_msg_delay: soon  | ucast_msg_delay",
        "ucast_msg_delay: 250  | form: detla            | auto, compressed, delta, full",
        "server: {database: server.db} | server: {region: EU868} | server.yaml:2",
        "database: server.db   | masterKeyFile: key     | add database",
        "name: west, region: US915 | name: EU868, region: US915 | two networks",
        "role: operate         | role: king             | read",
        "file: me.token        | sha256: 12             | 64 hexadecimal",
        "tokens:               | tlsKey: x, tokens:     | no",
        "class: C              | clas: C                | did you mean class"
      })
  @DisplayName("a mistake is named with its line, what is allowed, and the nearest name (TP-18)")
  void mistakes(String right, String wrong, String said) throws IOException {
    Path token = write("me.token", "sesame\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> settings(FULL.replace(right, wrong)))
        .isInstanceOf(SettingProblem.class)
        .hasMessageContaining(said);
  }

  @Test
  void aCampaignInTheFileIsSentToTheCommandLine() {
    assertThatThrownBy(() -> settings(CHIRPSTACK + "campaign: {firmware: update.bin}\n"))
        .isInstanceOf(SettingProblem.class)
        .hasMessageContaining("fuota campaign create");
  }

  @Test
  void beyondLoopbackThereMustBeTokens() {
    assertThatThrownBy(() -> settings(CHIRPSTACK + "http: {listen: \"0.0.0.0:8080\"}\n"))
        .isInstanceOf(SettingProblem.class)
        .hasMessageContaining("token");
  }

  @Test
  void aTokenThatOthersMayReadIsRefused() throws IOException {
    Path token = write("token", "abc.def\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> SecretFile.read(token))
        .isInstanceOf(InputProblem.class)
        .hasMessageContaining("chmod 600")
        .hasMessageNotContaining("abc");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    assertThat(SecretFile.read(token)).isEqualTo("abc.def");
  }

  @ParameterizedTest
  @CsvSource({"fast", "0", "-1", "1000001", "NaN"})
  void speedsThatAreNone(String speed) {
    Shell shell = Shell.run("server", "--simulate", "nowhere.yaml", "--speed", speed);
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("--speed 20");
  }

  @Test
  void withoutAFileItSaysHowToGetOne() {
    Shell shell = Shell.run("server");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("--print-config").contains("--simulate");
  }
}
