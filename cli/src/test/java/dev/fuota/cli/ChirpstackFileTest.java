package dev.fuota.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.fleet.settings.SettingProblem;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.server.port.DeviceId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChirpstackFileTest {
  private static final String FILE =
      """
      apiVersion: fuota/v1
      server:
        network: chirpstack
        url: https://chirpstack.example:8080
        tokenFile: token
        application: 4eb21bfe-a427-499c-b53e-437a14ba93dc
        mqtt: mqtts://me:secret@broker.example
        region: AU915
        gateways: ["0016c001f1000001"]
      devices:
        - devEui: 70b3d57ed0000001
          genAppKey: 101112131415161718191a1b1c1d1e1f
          uplinkEvery: 5min
      """;

  @TempDir private Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("server.yaml"), text);
  }

  @Test
  void aFileIsReadAsItIsWritten() throws IOException {
    ChirpstackPlan plan = ServerFile.readChirpstack(write(FILE)).orElseThrow();

    assertThat(plan.api()).isEqualTo(URI.create("https://chirpstack.example:8080"));
    assertThat(plan.token()).isEqualTo(folder.resolve("token"));
    assertThat(plan.broker().getScheme()).isEqualTo("mqtts");
    assertThat(plan.network().region()).isEqualTo(Region.AU915);
    assertThat(plan.network().gateways()).containsExactly(new GatewayId(0x0016c001f1000001L));
    assertThat(plan.devices())
        .containsExactly(
            new ChirpstackPlan.Device(
                new DeviceId(0x70b3d57ed0000001L),
                AesKey.fromHex("101112131415161718191a1b1c1d1e1f"),
                Duration.ofMinutes(5)));
    assertThat(plan.campaign()).isEmpty();
  }

  @Test
  void aFileWithoutNetworkIsThatOfTheBuiltInOne() throws IOException {
    assertThat(ServerFile.readChirpstack(write(ServerFile.TEMPLATE))).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "https://chirpstack.example:8080, ftp://x",
    "https://chirpstack.example:8080, chirpstack",
    "mqtts://me:secret@broker.example, http://broker",
    "4eb21bfe-a427-499c-b53e-437a14ba93dc, my application",
    "AU915, EU433",
    "network: chirpstack, network: ttn",
    "70b3d57ed0000001, 70b3d57ed000001",
    "101112131415161718191a1b1c1d1e1f, 1011",
    "uplinkEvery, uplinks"
  })
  void whatCannotBeIsRefusedWithoutShowingAKey(String there, String wrong) throws IOException {
    Path file = write(FILE.replace(there, wrong));

    assertThatThrownBy(() -> ServerFile.readChirpstack(file))
        .isInstanceOf(SettingProblem.class)
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("10111213");
  }

  @Test
  void aTokenThatOthersMayReadIsRefused() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "abc.def\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> SecretFile.read(token))
        .isInstanceOf(InputProblem.class)
        .hasMessageContaining("chmod 600")
        .hasMessageNotContaining("abc");

    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    assertThat(SecretFile.read(token)).isEqualTo("abc.def");
  }
}
