package dev.fuota.fleet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fuota.agent.mac.DeviceClass;
import dev.fuota.agent.runtime.Compatibility;
import dev.fuota.boot.Strategy;
import dev.fuota.device.config.CredentialTable;
import dev.fuota.device.config.Credentials;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.samples.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class KeyTableTest {
  private static final KeyRoot ROOT =
      new KeyRoot(AesKey.fromHex("000102030405060708090a0b0c0d0e0f"));

  private static Credentials device(int number, boolean v11) {
    return ROOT.of(new Eui(0x70b3d57ed0000000L + number), new Eui(1), new DevAddr(number), v11);
  }

  /** The table of one group. */
  static String table(Credentials... devices) {
    DeviceGroup group =
        new DeviceGroup(
            List.of(devices),
            true,
            LorawanVersion.V1_0_3,
            DeviceClass.C,
            OptionalInt.empty(),
            true,
            5,
            PackageVersion.V1,
            Duration.ofMillis(1500),
            Duration.ZERO,
            Duration.ZERO,
            0,
            0,
            Sample.V1,
            FlashLayout.USUAL,
            DeviceKind.LIMITS,
            Strategy.AB,
            Optional.empty(),
            false,
            Compatibility.STRICT);
    return KeyTable.write(List.of(group));
  }

  /** Made with OpenSSL: {@code aes-128-ecb} over kind, DevEUI and zeros. */
  @Test
  void keysAreMadeOfTheSecretAndTheDevEui() {
    Credentials device = device(1, false);
    assertThat(device.joinKeys().appKey())
        .isEqualTo(AesKey.fromHex("81e23a335084d0b1239971f55bef3f5f"));
    assertThat(device.genAppKey()).isEqualTo(AesKey.fromHex("501540edbccca9d8511829bc560d19a1"));
    assertThat(device(1, true).joinKeys().appKey())
        .isEqualTo(AesKey.fromHex("c6c955713edd8400c8ddb1f1e2f7ad8a"));
  }

  @Test
  void whatIsWrittenCanBeRead() {
    List<Credentials> devices = List.of(device(1, false), device(2, true));
    String table = table(devices.get(0), devices.get(1));
    assertThat(CredentialTable.read(table)).isEqualTo(devices);
    assertThat(CredentialTable.lines(table).get(1).cells())
        .containsEntry("lorawan", "1.0.3")
        .containsEntry("version", "1.0.0")
        .containsEntry("class", "C")
        .containsEntry("uplinkSeconds", "2");
  }

  @Test
  void columnsThatOnlySomeNeedMayBeMissingAndStandInAnyOrder() {
    String table =
        """
        appKey,devEui,joinEui,genAppKey
        000102030405060708090a0b0c0d0e0f,0011223344556677,0000000000000001,0f0e0d0c0b0a09080706050403020100
        """;
    Credentials device = CredentialTable.read(table).get(0);
    assertThat(device.devEui()).isEqualTo(new Eui(0x0011223344556677L));
    assertThat(device.joinKeys().nwkKey()).isEqualTo(device.joinKeys().appKey());
  }

  @Test
  void aLineThatIsWrongIsToldByItsNumberWithoutItsKeys() {
    String bad = table(device(1, false)).replace("0000000000000001,", "zz,");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CredentialTable.read(bad))
        .withMessage("line 2 has something else than hexadecimal numbers of the right length");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CredentialTable.read("devEui,joinEui,appKey\n"))
        .withMessage("line 1 names no column genAppKey");
    assertThatIllegalArgumentException().isThrownBy(() -> CredentialTable.read("\n"));
  }
}
