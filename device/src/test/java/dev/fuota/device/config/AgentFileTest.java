package dev.fuota.device.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.boot.Strategy;
import dev.fuota.drivers.board.Chip;
import dev.fuota.drivers.board.ChipSelect;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.settings.SettingProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentFileTest {
  private static final String KEY = "00112233445566778899aabbccddeeff";
  private static final String BEGIN =
      """
      apiVersion: fuota/v1
      region: EU868
      flash: device.flash
      device: {keys: device.csv}
      """;
  private static final String GATEWAY =
      "link: {gateway: {network: 'udp://localhost:1700', eui: '0016c001f0000001'}}\n";

  @TempDir private Path folder;

  @BeforeEach
  void writeKeys() throws IOException {
    Path keys =
        Files.writeString(
            folder.resolve("device.csv"),
            "devEui,joinEui,appKey,genAppKey\n0000000000000001,0000000000000002,"
                + KEY
                + ","
                + KEY
                + "\n");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
  }

  private AgentFile read(String text, Map<String, String> environment) throws IOException {
    return AgentFile.read(Files.writeString(folder.resolve("agent.yaml"), text), environment);
  }

  private AgentFile read(String text) throws IOException {
    return read(text, Map.of());
  }

  private void refused(String text, String... parts) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(SettingProblem.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void whatIsNotSaidIsAsMostWantIt() throws IOException {
    AgentFile file = read(BEGIN + GATEWAY);
    assertThat(file.state()).isEqualTo(folder);
    assertThat(file.flash().file()).isEqualTo(folder.resolve("device.flash"));
    assertThat(file.flash().journal()).isEqualTo(folder.resolve("device.flash.journal"));
    assertThat(file.socket()).isEqualTo(folder.resolve("agent.sock"));
    assertThat(file.device().joins()).isTrue();
    assertThat(file.device().strategy()).isEqualTo(Strategy.AB);
    assertThat(file.device().rootKey()).isEqualTo(AesKey.fromHex(KEY));
    assertThat(file.target()).isInstanceOf(TargetSettings.Emulated.class);
    assertThat(file.realtime()).isFalse();
  }

  @Test
  void theSubBandOfTheNetworkIsForTheDeviceWhateverItsLink() throws IOException {
    AgentFile file = read(inSubBand("US915", "2") + GATEWAY);
    assertThat(file.device().subBand()).hasValue(2);
    assertThat(file.device().macConfig(file.region()).habits().subBand()).hasValue(2);
    assertThat(read(BEGIN + GATEWAY).device().subBand()).isEmpty();
  }

  @Test
  void aSubBandThatCannotBeIsRefusedWithTheReason() {
    refused(
        inSubBand("EU868", "2") + GATEWAY,
        "agent.yaml:4:37",
        "EU868 has no sub-bands, only US915 and AU915 have; remove the line");
    refused(inSubBand("AU915", "0") + GATEWAY, "agent.yaml:4:37");
    refused(inSubBand("AU915", "9") + GATEWAY, "agent.yaml:4:37");
    refused(
        inSubBand("US915", "2")
            + "link: {modem: {model: lbm, device: /dev/ttyUSB0, pins: {command: 5, busy: 6, event: 13}}}\n",
        "agent.yaml:4:37",
        "takes no sub-band: it joins on all channels in turns");
  }

  private static String inSubBand(String region, String number) {
    return BEGIN
        .replace("EU868", region)
        .replace("device.csv}", "device.csv, subBand: " + number + "}");
  }

  @Test
  void theDirectoriesOfTheServiceManagerCount() throws IOException {
    AgentFile file =
        read(
            BEGIN + GATEWAY,
            Map.of("STATE_DIRECTORY", "/var/lib/fuota", "RUNTIME_DIRECTORY", "/run/fuota"));
    assertThat(file.flash().file()).isEqualTo(Path.of("/var/lib/fuota/device.flash"));
    assertThat(file.socket()).isEqualTo(Path.of("/run/fuota/agent.sock"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--"})
  void keysThatOthersReadAreRefusedWithTheCommandThatHelps(String permissions) throws IOException {
    Path keys = folder.resolve("device.csv");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString(permissions));
    refused(BEGIN + GATEWAY, "agent.yaml:4:16", "can be read by others", "chmod 600 " + keys);
  }

  @Test
  void aCredentialOfTheServiceManagerIsTakenFirst() throws IOException {
    Path credentials = Files.createDirectory(folder.resolve("credentials"));
    Files.writeString(
        credentials.resolve("device.csv"),
        Files.readString(folder.resolve("device.csv"))
            .replace("0000000000000001", "00000000000000aa"));
    Files.delete(folder.resolve("device.csv"));
    AgentFile file = read(BEGIN + GATEWAY, Map.of("CREDENTIALS_DIRECTORY", credentials.toString()));
    assertThat(file.device().credentials().devEui()).hasToString("00000000000000aa");
  }

  @Test
  void noMessageHasAKey() throws IOException {
    Files.writeString(
        folder.resolve("device.csv"),
        "devEui,joinEui,appKey,genAppKey\n0000000000000001,02," + KEY + "," + KEY + "xyz\n");
    assertThatThrownBy(() -> read(BEGIN + GATEWAY))
        .hasMessageContaining("line 2")
        .message()
        .doesNotContain(KEY.substring(0, 8));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "lnk: {} | agent.yaml:5:6 | unknown key lnk | link",
        "link: {} | agent.yaml:5:7 | exactly one of",
        "link: {radio: {board: waveshare-sx1262}, modem: {}} | agent.yaml:5:7 | exactly one of",
        "link: {radio: {board: waveshare-sx126} } | agent.yaml:5:23 | waveshare-sx1262",
        "link: {radio: {boards: x}} | unknown key boards | board",
        "link: {radio: {chip: sx1262, pins: {irq: 16, reset: 18}}} | BUSY",
        "link: {radio: {chip: sx1262, pins: {irq: 99}}} | not between 0 and 63",
        "link: {modem: {model: rak3127, device: /dev/ttyUSB0}} | agent.yaml:5:23 | rak3172",
        "link: {modem: {model: la66, device: /dev/ttyUSB0}} | Dragino LA66",
        "link: {gateway: {network: 'tcp://x', eui: '0016c001f0000001'}} | is no network",
      })
  void mistakesInTheLinkAreToldWithTheirPlace(String line) {
    String[] parts = line.split("\\|");
    String[] wanted = List.of(parts).stream().skip(1).map(String::strip).toArray(String[]::new);
    refused(BEGIN + parts[0].strip() + "\n", wanted);
  }

  @Test
  void aBoardByItsPins() throws IOException {
    AgentFile file =
        read(
            BEGIN
                + "link: {radio: {chip: sx1262, tcxo: true, pins: {spi: 1, select: 21, irq: 16,"
                + " busy: 20, reset: 18}}}\n");
    LinkSettings.Radio radio = (LinkSettings.Radio) file.link();
    assertThat(radio.board().chip()).isEqualTo(Chip.SX1262);
    assertThat(radio.board().pins().chipSelect()).isEqualTo(ChipSelect.pin(21));
    assertThat(radio.board().pins().busy()).hasValue(20);
    assertThat(radio.board().options().tcxo()).isPresent();
    assertThat(radio.emulated()).isEmpty();
  }

  @Test
  void hooksGoWithCommandsAndNothingElse() throws IOException {
    String hooks = "hooks: {reboot: [/bin/install, --now], limit: 30s}\n";
    AgentFile file = read(BEGIN + GATEWAY + "target: commands\n" + hooks);
    TargetSettings.Commands target = (TargetSettings.Commands) file.target();
    assertThat(target.commands().reboot()).containsExactly("/bin/install", "--now");
    assertThat(target.commands().limit()).isEqualTo(Duration.ofSeconds(30));
    assertThat(file.device().strategy()).isEqualTo(Strategy.IN_PLACE);
    refused(BEGIN + GATEWAY + hooks, "target: commands");
    refused(BEGIN + GATEWAY + "target: commands\n", "hooks is missing");
    refused(
        BEGIN + GATEWAY + "target: commands\nhooks: {imageReady: [/bin/x]}\n", "reboot is missing");
    refused(BEGIN + GATEWAY + "target: commands\nhooks: {reboot: /bin/x}\n", "a list belongs here");
  }

  @Test
  void aBootloaderIsForTheEmulatedTargetOnly() {
    refused(
        BEGIN.replace("csv}", "csv, bootloader: ab}")
            + GATEWAY
            + "target: {mcuboot-serial: {device: /dev/ttyACM0}}\n",
        "agent.yaml:4:",
        "bootloader is for target: emulated");
  }

  @Test
  void aTrustedKeyThatIsNoneIsRefused() throws IOException {
    Files.writeString(folder.resolve("key.pem"), "-----BEGIN NOTHING-----\n");
    refused(BEGIN + GATEWAY + "trust: [key.pem]\n", "key.pem", "fuota image keygen");
    refused(BEGIN + GATEWAY + "trust: []\n", "with no key no image is ever accepted");
  }

  @Test
  void aFlashInFull() throws IOException {
    AgentFile file =
        read(
            BEGIN.replace(
                    "flash: device.flash",
                    "flash: {file: /dev/mmcblk0p3, part: nRF52840, firmware: old.img}")
                + GATEWAY);
    assertThat(file.flash().file()).isEqualTo(Path.of("/dev/mmcblk0p3"));
    assertThat(file.flash().journal()).isEqualTo(folder.resolve("mmcblk0p3.journal"));
    assertThat(file.flash().part().name()).isEqualTo("nRF52840");
    assertThat(file.flash().firmware()).hasValue(folder.resolve("old.img"));
    refused(
        BEGIN.replace("flash: device.flash", "flash: {file: x, part: nRF5284}") + GATEWAY,
        "nRF52840");
  }
}
