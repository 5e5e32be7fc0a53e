package dev.fuota.device.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.boot.Strategy;
import dev.fuota.device.msu.MsuSettings;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Commissioning;
import dev.fuota.protocol.msu.CommissioningFile;
import dev.fuota.settings.SettingProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MsuLinkTest {
  private static final String BEGIN = "apiVersion: fuota/v1\nflash: device.flash\n";

  @TempDir private Path folder;

  private AgentFile read(String msu, String more) throws IOException {
    Path file = folder.resolve("agent.yaml");
    Files.writeString(file, BEGIN + more + "link: {msu: {" + msu + "}}\n");
    return AgentFile.read(file, Map.of());
  }

  private MsuSettings msu(String msu, String more) throws IOException {
    return ((LinkSettings.Msu) read(msu, more).link()).settings();
  }

  @Test
  void whatIsNotSaidIsAsTheSpecificationAndTheCommandHaveIt() throws IOException {
    assertThat(read("interface: eth0, open: true", "").lorawan()).isEmpty();
    MsuSettings settings = msu("interface: eth0, open: true", "");
    assertThat(settings.on()).isEqualTo("eth0");
    assertThat(settings.discovery()).hasToString("239.254.1.2:15567"); // MSU, section 8
    assertThat(settings.network().timeToLive()).isEqualTo(1);
    assertThat(settings.client().access()).isEmpty();
    assertThat(settings.client().adaptive()).isTrue();
    assertThat(settings.directory()).isEmpty();
    assertThat(settings.area()).isEqualTo(folder.resolve("msu.parts"));
    assertThat(settings.strategy()).isEqualTo(Strategy.AB);
  }

  @Test
  void takesWhatIsSaid() throws IOException {
    secret("site.key", "5a".repeat(32) + "\n");
    MsuSettings settings =
        msu(
            "interface: 192.0.2.7, open: true, discovery: '239.1.2.3:4000', ttl: 4,"
                + " receiveBuffer: 1MiB, siteKey: site.key, siteKeyId: 9, timers: seed,"
                + " plain: true, quota: 2MiB, installed: 1.2.3, downgrade: true",
            "device: {bootloader: in-place, hardware: {class: " + "ab".repeat(16) + "}}\n");
    assertThat(settings.discovery()).hasToString("239.1.2.3:4000");
    assertThat(settings.network().timeToLive()).isEqualTo(4);
    assertThat(settings.network().receiveBuffer()).isEqualTo(1 << 20);
    assertThat(settings.client().seal().orElseThrow().keys().keyId()).isEqualTo(9);
    assertThat(settings.client().adaptive()).isFalse();
    assertThat(settings.client().plain()).isTrue();
    assertThat(settings.client().quota()).isEqualTo(2 << 20);
    assertThat(settings.client().installed()).contains("1.2.3");
    assertThat(settings.client().downgrade()).isTrue();
    assertThat(settings.strategy()).isEqualTo(Strategy.IN_PLACE);
    assertThat(settings.classId()).contains(Bytes.fromHex("ab".repeat(16)));
  }

  @Test
  void filesGoWhereTheyAreWanted() throws IOException {
    MsuSettings settings = msu("interface: lo, open: true, directory: in", "");
    assertThat(settings.directory()).contains(folder.resolve("in"));
    assertThat(settings.area()).isEqualTo(folder.resolve("in"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "interfce: lo, open: true                      | unknown key interfce; | interface",
        "open: true                                    | interface is missing  | add interface:",
        "interface: lo                                 | commissioning: FILE   | open: true",
        "interface: lo, open: true, commissioning: a   | commissioning: FILE   | open: true",
        "interface: lo, commissioning: none.msuw       | there is no file      | none.msuw",
        "interface: lo, open: true, discovery: 10.0.0.1| is no group          | 224.0.1.0",
        "interface: lo, open: true, ttl: 256           | 256                   | 255",
        "interface: lo, open: true, receiveBuffer: 3GiB| 3GiB is no size       | buffer",
        "interface: lo, open: true, serverKey: k.pem   | siteKey               | beside it",
        "interface: lo, open: true, signers: [{key: k}]| hardwareId            | productId"
      })
  void refusesWithTheReason(String msu, String one, String other) {
    assertThatThrownBy(() -> read(msu, ""))
        .isInstanceOf(SettingProblem.class)
        .hasMessageContainingAll("agent.yaml:3:", one, other);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "region: EU868             | region is for LoRaWAN",
        "realtime: true            | realtime is for receive windows",
        "device: {keys: a.csv}     | unknown key keys",
        "'target: commands\nhooks: {reboot: [/bin/true]}' | no firmware for the target"
      })
  void refusesWhatOtherLinksHave(String more, String reason) {
    assertThatThrownBy(() -> read("interface: lo, open: true, directory: in", more + "\n"))
        .isInstanceOf(SettingProblem.class)
        .hasMessageContaining(reason);
  }

  @Test
  void secretsThatOthersReadAreRefusedAndNeverPrinted() throws IOException {
    String digits = "5b".repeat(31);
    Path key = secret("site.key", digits);
    assertThatThrownBy(() -> read("interface: lo, open: true, siteKey: site.key", ""))
        .hasMessageContaining("64 hexadecimal digits")
        .hasMessageNotContaining(digits);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> read("interface: lo, open: true, siteKey: site.key", ""))
        .hasMessageContaining("chmod 600 " + key);
  }

  @Test
  void aCommissioningFileSaysWhoMayConnectAndItsFilesNeedASignature() throws IOException {
    Commissioning commissioning =
        new Commissioning(1, false, text("plant"), text("s3cret"), List.of());
    Path file = folder.resolve("device.msuw");
    Files.write(file, CommissioningFile.write(commissioning).toArray());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    String given = "interface: lo, commissioning: device.msuw";
    assertThat(msu(given, "").client().access()).isPresent();
    assertThatThrownBy(() -> read(given + ", directory: in", ""))
        .hasMessageContaining("unsigned: true");
    assertThat(msu(given + ", directory: in, unsigned: true", "").directory()).isPresent();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));
    assertThatThrownBy(() -> read(given, "")).hasMessageContaining("chmod 600 " + file);
  }

  private static Bytes text(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private Path secret(String name, String content) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
