package dev.fuota.drivers.atslave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.emulators.modem.AtSlave;
import dev.fuota.emulators.modem.ModemBench;
import dev.fuota.emulators.modem.UnicastContract;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.region.Region;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SlaveOnEmulationTest extends UnicastContract {

  @Override
  protected ModemBench.Kit kit() {
    return kit("");
  }

  /** {@code typed} before the driver is there. */
  private static ModemBench.Kit kit(String typed) {
    return new ModemBench.Kit(
        9600,
        ModemBench.OWN_CHANNEL,
        (network, world) -> {
          AtSlave modem = new AtSlave(ModemBench.parts(network, world));
          byte[] octets = typed.getBytes(StandardCharsets.US_ASCII);
          modem.onOctets(octets, octets.length);
          return new ModemBench.Patient(modem, modem::inject);
        },
        dev.fuota.drivers.atslave.AtSlave::link);
  }

  @Override
  protected String identity() {
    return "AT_Slave, V1.3.1";
  }

  @Test
  void offersNoMulticast() {
    ModemBench bench = joined();

    assertThat(bench.link.capabilities().multicastGroups()).isZero();
    assertThat(bench.link.supportsFrequency(869_525_000)).isFalse();
    assertThat(bench.link.supportsDataRate(0)).isFalse();
  }

  @Test
  void listensAlwaysIfThatIsWanted() {
    ModemBench bench =
        new ModemBench(kit(), ModemBench.settings(Region.EU868).withDataRate(5).alwaysListening());
    bench.run(60);

    assertThat(bench.network.sendNow(ModemBench.RX2_CHANNEL, 201, Bytes.fromHex("0102"))).isTrue();
    bench.run(2);
    assertThat(bench.downlinks).hasSize(1);
    assertThat(bench.downlinks.get(0).unicast()).isTrue();
    assertThat(bench.troubles).isEmpty();
  }

  /** With a session it takes no other key: so it is restarted. */
  @Test
  void putsAnotherDeviceOnAModuleThatHasASession() {
    ModemBench bench = new ModemBench(kit("AT+ADR=0\r\nAT+JOIN=0\r\n"));
    bench.run(90);

    assertThat(bench.ready).containsExactly(identity());
    assertThat(bench.network.joins).isPositive();
    assertThat(bench.link.ready()).isTrue();
  }

  /** What it was told outlives the program that told it; a session it never had. */
  @Test
  void joinsOnAModuleThatHasItsKeysAndNoSession() {
    String key = colons(ModemBench.KEY.bytes().toHex());
    ModemBench bench =
        new ModemBench(
            kit(
                String.join(
                    "\r\n",
                    "AT+DEUI=00:00:00:00:00:00:00:01",
                    "AT+APPEUI=00:00:00:00:00:00:00:02",
                    "AT+APPKEY=" + key,
                    "AT+NWKKEY=" + key,
                    "")));
    bench.run(60);

    assertThat(bench.network.joins).isEqualTo(1);
    assertThat(bench.activations).isEqualTo(1);
  }

  private static String colons(String hex) {
    return hex.toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
  }

  @Test
  void saysHowItIsHeard() {
    ModemBench bench = joined();
    bench.link.requestLinkCheck();
    bench.link.send(200, PAYLOAD, false);
    bench.run(10);

    assertThat(bench.checks).containsExactly("20 dB at 3");
  }

  @Test
  void triesAgainUntilTheNetworkAnswers() {
    ModemBench bench =
        new ModemBench(
            kit(),
            ModemSettings.of(
                    Region.EU868,
                    new ModemCredentials.Otaa(
                        new Eui(7), new Eui(2), AesKey.fromHex("00".repeat(16))))
                .withDataRate(5));
    bench.run(600);

    assertThat(bench.network.joins).isGreaterThan(3);
    assertThat(bench.troubles).singleElement().asString().contains("join-request");
  }
}
