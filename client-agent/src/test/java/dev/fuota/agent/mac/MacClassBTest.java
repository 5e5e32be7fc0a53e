package dev.fuota.agent.mac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.classb.Beacon;
import dev.fuota.protocol.lorawan.classb.BeaconLayout;
import dev.fuota.protocol.lorawan.command.DeviceTimeAns;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.protocol.time.GpsTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MacClassBTest {
  private static final LoraChannel BEACON = new LoraChannel(869_525_000, 9, 125_000);
  private static final MacConfig CONFIG =
      MacConfig.of(Region.EU868, MacBench.OTAA).withDataRate(5, true).withPingSlots(0);

  private final MacBench bench = new MacBench(CONFIG).joined();
  private final FrameCrypto network =
      bench.session(MacBench.accept(1, false), LorawanVersion.V1_0_4);

  private Bytes timeAnd(long fCnt, String more) {
    long seconds = GpsTime.of(bench.world.instant()).seconds();
    Bytes time = MacCommands.encode(List.of(new DeviceTimeAns(seconds, 0)));
    return MacBench.commands(network, fCnt, time.toHex() + more);
  }

  // MAC-077
  @Test
  @DisplayName("A device with ping slots asks for the time, and says which slots it wants")
  void asks() {
    bench.send(false).send(false);
    List<String> said = bench.data().stream().map(one -> one.frame().fOpts().toHex()).toList();
    assertThat(said).anyMatch(hex -> hex.contains("0d"));
    assertThat(said).anyMatch(hex -> hex.contains("1000"));
    assertThat(bench.data()).noneMatch(one -> one.frame().fCtrl().classB());
  }

  /** Answers with the time, and says that it knows the slots. */
  private void tellTime() {
    bench.send(false);
    bench.network(
        (uplink, w) ->
            w == 0 && bench.times.isEmpty() ? Optional.of(timeAnd(0, "10")) : Optional.empty());
    bench.send(false);
    assertThat(bench.times).hasSize(1);
    bench.silence();
  }

  /** A unicast downlink with a MAC command, which counts in class A windows only. */
  private Bytes ping() {
    return network.seal(
        FType.UNCONFIRMED_DATA_DOWN,
        FCtrl.NONE,
        1,
        Bytes.fromHex("06"),
        201,
        Bytes.of(MacBench.HELLO));
  }

  /** The beacon of the period that begins about now. */
  private Optional<Bytes> beacon() {
    long gps = GpsTime.of(bench.world.instant()).seconds();
    return beacon((gps + 64) / 128 * 128);
  }

  static Optional<Bytes> beacon(long gpsSeconds) {
    return Optional.of(
        new Beacon(gpsSeconds, 0, 0, Bytes.of(new byte[Beacon.INFO_LENGTH]))
            .encode(BeaconLayout.of(Region.EU868.beacon())));
  }

  @Test
  @DisplayName(
      "With the time known a beacon window is opened in each period; no beacon, no class B")
  void beaconWindows() {
    tellTime();
    int before = bench.radio.windows.size();
    bench.run(Duration.ofSeconds(3 * 128 + 10));
    assertThat(bench.radio.windows.subList(before, bench.radio.windows.size()))
        .filteredOn(BEACON::equals)
        .hasSize(3);
    bench.send(false);
    assertThat(bench.last().frame().fCtrl().classB()).isFalse();
  }

  // MAC-077, MAC-081
  @Test
  @DisplayName(
      "Beacon and PingSlotInfoAns: the ClassB bit, ping slots, and class A after 120 minutes")
  void classB() {
    bench.radio.sendBeacons(channel -> beacon());
    tellTime();
    bench.run(Duration.ofMinutes(5));
    assertThat(bench.last().frame().fCtrl().classB()).isTrue();
    assertThat(bench.last().frame().fPort()).isEqualTo(DataFrame.NO_PORT);
    bench.network((uplink, w) -> bench.heard.isEmpty() ? Optional.of(ping()) : Optional.empty());
    int uplinks = bench.sent.size();
    bench.run(30);
    bench.silence();
    assertThat(bench.sent).hasSize(uplinks);
    assertThat(bench.heard).as("in a ping slot").hasSize(1);
    bench.send(false);
    assertThat(bench.last().frame().fOpts()).isEqualTo(Bytes.EMPTY);

    bench.radio.sendBeacons(channel -> Optional.empty());
    bench.run(Duration.ofMinutes(117));
    bench.send(false);
    assertThat(bench.last().frame().fCtrl().classB()).isTrue();
    assertThat(bench.beaconsLost).isZero();
    bench.run(Duration.ofMinutes(10));
    assertThat(bench.beaconsLost).isEqualTo(1);
    bench.send(false);
    assertThat(bench.last().frame().fCtrl().classB()).isFalse();
  }
}
