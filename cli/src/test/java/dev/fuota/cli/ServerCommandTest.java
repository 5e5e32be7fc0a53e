package dev.fuota.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.fleet.settings.SettingProblem;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.server.port.DeviceClass;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredSession;
import dev.fuota.server.store.MemoryStore;
import dev.fuota.server.store.SqlStore;
import dev.fuota.server.store.StoreSettings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCommandTest {
  private static final String EUI = "0016c001f1000001";

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("server.yaml"), text);
  }

  private ServerSettings settings(String text) throws IOException {
    return ServerFile.read(file(text));
  }

  private static String onAnyPort() {
    return ServerFile.TEMPLATE.replace("127.0.0.1:1700", "127.0.0.1:0");
  }

  @Test
  void thePrintedFileCanBeRead() throws IOException {
    Shell shell = Shell.run("server", "--print-config");
    assertThat(shell.exit()).isZero();
    ServerSettings settings = settings(shell.out());
    assertThat(settings.listen().getAddress().isLoopbackAddress()).isTrue();
    assertThat(settings.listen().getPort()).isEqualTo(1700);
    assertThat(settings.devices()).hasSize(1);
    assertThat(settings.devices().get(0).registration().version()).isEqualTo(LorawanVersion.V1_0_4);
    assertThat(settings.campaign()).isEmpty();
  }

  @Test
  void devicesCanStandInATable() throws IOException {
    Files.writeString(
        folder.resolve("keys.csv"),
        "devEui,joinEui,appKey,genAppKey\n"
            + "0000000000000001,0000000000000009,"
            + "1".repeat(32)
            + ","
            + "2".repeat(32)
            + "\n");
    ServerSettings settings =
        settings(
            """
            apiVersion: fuota/v1
            server: {region: US915, subBand: 2}
            devices:
              - {keys: keys.csv, version: 1.1, class: C}
            """);
    assertThat(settings.devices().get(0).registration().deviceClass()).isEqualTo(DeviceClass.C);
    assertThat(settings.network().subBand()).isEqualTo(2);
  }

  @Test
  void aMistakeNamesItsLineAndNoKey() {
    String key = "000102030405060708090a0b0c0d0e0f";
    assertThatThrownBy(() -> settings(ServerFile.TEMPLATE.replace(key, key + "zz")))
        .isInstanceOf(SettingProblem.class)
        .hasMessageContaining("server.yaml:19")
        .hasMessageNotContaining(key);
    assertThatThrownBy(() -> settings(ServerFile.TEMPLATE.replace("EU868  ", "EU869  ")))
        .hasMessageContaining("EU869");
    assertThatThrownBy(() -> settings(ServerFile.TEMPLATE.replace("rxDelay: 1 ", "rxDelay: 16 ")))
        .hasMessageContaining("16");
  }

  @Test
  void withoutAFileItSaysHowToGetOne() {
    Shell shell = Shell.run("server");
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("--print-config");
  }

  @Test
  void aFirmwareThatIsMissingIsRefusedBeforeAnythingStarts() throws IOException {
    Path file = file(onAnyPort() + "campaign: {firmware: nowhere.bin}\n");
    Shell shell = Shell.run("server", "--config", file.toString());
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("nowhere.bin");
  }

  /** A join-request in a PUSH_DATA, and the first datagram with a downlink. */
  private static String join(int port, int devNonce) throws IOException {
    byte[] request =
        new JoinRequest(Eui.fromHex("70b3d57ed0000001"), Eui.fromHex("0004a30b001c0001"), devNonce)
            .seal(AesKey.fromHex("000102030405060708090a0b0c0d0e0f"))
            .toArray();
    String json =
        "{\"rxpk\":[{\"tmst\":1000000,\"freq\":868.1,\"stat\":1,\"modu\":\"LORA\","
            + "\"datr\":\"SF7BW125\",\"codr\":\"4/5\",\"lsnr\":5,\"rssi\":-60,\"size\":23,"
            + "\"data\":\""
            + Base64.getEncoder().encodeToString(request)
            + "\"}]}";
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(10_000);
      send(socket, port, "02000102" + EUI, "");
      send(socket, port, "02000200" + EUI, json);
      byte[] buffer = new byte[2000];
      for (int i = 0; i < 3; i++) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        if (buffer[3] == 3) {
          byte[] text = Arrays.copyOfRange(buffer, 4, packet.getLength());
          return new String(text, StandardCharsets.UTF_8);
        }
      }
      throw new AssertionError("no downlink came");
    }
  }

  private static void send(DatagramSocket socket, int port, String hex, String json)
      throws IOException {
    byte[] head = HexFormat.of().parseHex(hex);
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + text.length);
    System.arraycopy(text, 0, all, head.length, text.length);
    InetAddress here = InetAddress.getLoopbackAddress();
    socket.send(new DatagramPacket(all, all.length, here, port));
  }

  @Test
  void aDeviceJoinsThroughAPacketForwarder() throws Exception {
    ServerSettings settings = settings(onAnyPort());
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
        ServerRun server = new ServerRun(settings, new MemoryStore(), loop)) {
      Thread thread = new Thread(loop::run, "server");
      thread.start();
      String downlink = join(server.port(), 0);
      loop.stop();
      thread.join();
      // RX1 of a join: five seconds behind the uplink's counter, on its channel
      assertThat(downlink).contains("\"tmst\":6000000", "\"freq\":868.1", "SF7BW125");
      assertThat(server.statistics().joins()).isEqualTo(1);
    }
  }

  /** What it was offered is not its session before it sent an uplink in it. */
  @Test
  void aServerThatWasRestartedKnowsWhatItHadAccepted() throws Exception {
    ServerSettings settings = settings(onAnyPort());
    SecureRandom random = new SecureRandom();
    StoreSettings database = StoreSettings.sqlite(folder.resolve("server.db"), random);
    for (int life = 0; life < 2; life++) {
      try (SqlStore store = SqlStore.open(database, random);
          EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
          ServerRun server = new ServerRun(settings, store, loop)) {
        assertThat(server.joined()).isZero();
        DeviceId device = settings.devices().get(0).registration().device();
        List<StoredSession> offered =
            store.device(device).map(StoredDevice::offered).orElse(List.of());
        assertThat(offered).hasSize(life);
        Thread thread = new Thread(loop::run, "server");
        thread.start();
        join(server.port(), life);
        loop.stop();
        thread.join();
      }
    }
  }
}
