package dev.fuota.drivers.rn2483;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.emulators.modem.Fault;
import dev.fuota.emulators.modem.GroupContract;
import dev.fuota.emulators.modem.ModemBench;
import dev.fuota.emulators.modem.Rn2483;
import dev.fuota.emulators.modem.ScriptedNetwork.Up;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RnOnEmulationTest extends GroupContract {
  private final List<Rn2483> modems = new ArrayList<>();

  @Override
  protected ModemBench.Kit kit() {
    return kit("RN2483", "1.0.5");
  }

  @Override
  protected String identity() {
    return "RN2483, 1.0.5";
  }

  private ModemBench.Kit kit(String chip, String version) {
    return new ModemBench.Kit(
        57_600,
        ModemBench.OWN_CHANNEL,
        (network, world) -> {
          Rn2483 modem = new Rn2483(chip, version, ModemBench.parts(network, world));
          modems.add(modem);
          return new ModemBench.Patient(modem, modem::inject);
        },
        dev.fuota.drivers.rn2483.Rn2483::link);
  }

  /** The module listens only behind an uplink: the driver sends one, and RX2 is put back. */
  @Test
  void wakesTheReceiverAndPutsRx2Back() {
    ModemBench bench = joined();
    bench.open(0);
    bench.run(20);

    assertThat(bench.network.uplinks).containsExactly(new Up(223, Bytes.fromHex("00"), false));
    assertThat(modems.get(0).rx2()).isEqualTo("3 868500000");

    bench.link.closeClassC(0);
    bench.run(20);

    assertThat(modems.get(0).rx2()).isEqualTo("0 869525000"); // RP002-1.0.4: RX2 of EU868
  }

  /** What the server sends behind the uplink of the driver's own is for this device. */
  @Test
  void takesTheAnswerToItsOwnUplinkForUnicast() {
    ModemBench bench = joined();
    bench.network.answer(200, Bytes.fromHex("0102"), 1, false);
    bench.open(0);
    bench.run(20);

    assertThat(bench.downlinks).hasSize(1);
    assertThat(bench.downlinks.get(0).unicast()).isTrue();
    assertThat(bench.hearsSession()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RN2483 | 1.0.3 | EU868 | RN2483, 1.0.3, whose firmware has no class C and no multicast",
        "RN2483 | 1.0.5 | US915 | The RN2483 is made for EU868, not for US915.",
        "RN2903 | 1.0.5 | EU868 | The RN2903 is made for US915, not for EU868.",
      })
  void refuses(String chip, String version, String region, String why) {
    ModemBench bench =
        new ModemBench(kit(chip, version), ModemBench.settings(Region.of(region).orElseThrow()));
    bench.run(300);

    assertThat(bench.ready).isEmpty();
    assertThat(bench.network.joins).isZero();
    assertThat(bench.troubles).singleElement().asString().contains(why);
  }

  @Test
  void noticesThatItWasReset() {
    ModemBench bench = joined();
    bench.inject(Fault.REBOOT);
    bench.run(1);
    assertThat(bench.link.ready()).isFalse();

    bench.run(40);
    assertThat(bench.network.joins).isEqualTo(2);
    assertThat(bench.link.ready()).isTrue();
  }

  /** In class C the end of an uplink is told behind some downlinks, and behind others not. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void endsAnUplinkInASession(int window) {
    ModemBench bench = joined();
    bench.open(0);
    bench.run(20);
    bench.network.answer(200, Bytes.fromHex("01"), window, false);
    bench.link.send(200, PAYLOAD, false);
    bench.run(20);

    assertThat(bench.downlinks).hasSize(1);
    assertThat(bench.downlinks.get(0).unicast()).isTrue();
    assertThat(bench.done).hasSize(1);
    assertThat(bench.link.ready()).isTrue();
    assertThat(bench.troubles).isEmpty();
  }

  @Test
  void refusesAPersonalisedDevice() {
    AesKey key = AesKey.fromHex("000102030405060708090a0b0c0d0e0f");
    ModemBench bench =
        new ModemBench(
            kit(),
            ModemSettings.of(
                Region.EU868, new ModemCredentials.Personalised(new DevAddr(1), key, key)));
    bench.run(300);

    assertThat(bench.troubles).singleElement().asString().contains("let the device join");
  }

  @Test
  void joinsInTheSubBandOfItsNetwork() {
    ModemBench bench =
        new ModemBench(kit("RN2903", "1.0.5"), ModemBench.settings(Region.US915).inSubBand(2));
    bench.network.admits = false;
    bench.run(600);

    assertThat(bench.network.joinsHz)
        .hasSizeGreaterThan(3)
        .allSatisfy(hz -> assertThat(hz).isBetween(903_900_000, 905_300_000));
  }

  @Test
  void listensAlwaysIfThatIsWanted() {
    ModemBench bench =
        new ModemBench(kit(), ModemBench.settings(Region.EU868).withDataRate(5).alwaysListening());
    bench.run(60);

    assertThat(bench.network.listening()).contains(ModemBench.RX2_CHANNEL);
    assertThat(bench.troubles).isEmpty();
  }
}
