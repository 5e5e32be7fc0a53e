package dev.fuota.drivers.wioe5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.emulators.modem.Fault;
import dev.fuota.emulators.modem.ScriptedNetwork.Up;
import dev.fuota.hal.link.Downlink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.region.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WioOnEmulationTest {
  private static final byte[] PAYLOAD = {1, 2, 3};

  @Test
  void joinsAndSendsOnThePortThatIsAskedFor() {
    WioBench bench = WioBench.joined();

    assertThat(bench.ready).containsExactly("Wio-E5, 4.0.11");
    assertThat(bench.activations).isEqualTo(1);

    bench.link.send(200, PAYLOAD, false);
    bench.run(10);
    bench.link.send(203, PAYLOAD, true);
    bench.run(10);

    assertThat(bench.network.uplinks)
        .containsExactly(
            new Up(200, Bytes.of(PAYLOAD), false), new Up(203, Bytes.of(PAYLOAD), true));
    assertThat(bench.done).containsExactly(false, true);
    assertThat(bench.troubles).isEmpty();
  }

  @Test
  void handsUnicastOver() {
    WioBench bench = WioBench.joined();
    bench.network.answer(200, Bytes.fromHex("00aa"), 1, false);
    bench.link.send(200, PAYLOAD, false);
    bench.run(10);

    assertThat(bench.downlinks).hasSize(1);
    assertThat(bench.downlinks.get(0).unicast()).isTrue();
    assertThat(bench.downlinks.get(0).fPort()).isEqualTo(200);
    assertThat(bench.downlinks.get(0).payload()).containsExactly(0, 0xaa);
  }

  /** Also if the modem does not mark what is for the group, as no log shows that it does. */
  @ParameterizedTest(name = "marked: {0}")
  @ValueSource(booleans = {true, false})
  void hearsAMulticastSessionOnItsOwnChannelAndComesBack(boolean marks) {
    WioBench bench = new WioBench(marks);
    bench.run(60);
    bench.open(0);
    bench.run(10);

    assertThat(bench.network.listening()).contains(WioBench.SESSION);
    assertThat(bench.toGroup(0, 0, "0801")).isTrue();
    bench.run(1);
    assertThat(bench.toGroup(0, 1, "0802")).isTrue();
    assertThat(bench.toGroup(1, 2, "0804")).isTrue(); // another group: it has no keys for it
    bench.run(1);

    assertThat(bench.downlinks).extracting(Downlink::groupId).containsExactly(0, 0);
    assertThat(bench.downlinks).extracting(Downlink::fCnt).containsOnly(Downlink.UNKNOWN_COUNTER);

    bench.link.closeClassC(0);
    bench.run(10);

    assertThat(bench.network.listening()).isEmpty();
    assertThat(bench.modem.rx2()).isEqualTo("869525000,DR0"); // RP002-1.0.4: RX2 of EU868
    assertThat(bench.troubles).isEmpty();
  }

  @Test
  void sendsInASessionAndKeepsListening() {
    WioBench bench = WioBench.joined();
    bench.open(0);
    bench.run(10);
    bench.network.answer(200, Bytes.fromHex("01"), 1, false);
    bench.link.send(200, PAYLOAD, false);
    bench.run(10);
    bench.toGroup(0, 0, "0801");
    bench.run(1);

    assertThat(bench.downlinks).extracting(Downlink::groupId).containsExactly(Downlink.UNICAST, 0);
    assertThat(bench.network.listening()).contains(WioBench.SESSION);
  }

  /** It says nothing when it restarts: the next uplink shows that the session is gone. */
  @Test
  void joinsAnewWhenAnUplinkShowsThatTheSessionIsLost() {
    WioBench bench = WioBench.joined();
    bench.modem.inject(Fault.REBOOT);
    bench.link.send(200, PAYLOAD, false);
    bench.run(120);

    assertThat(bench.network.joins).isEqualTo(2);
    assertThat(bench.link.ready()).isTrue();
  }

  @Test
  void takesAPluggedModuleUpAgainWithoutAJoin() {
    WioBench bench = WioBench.joined();
    bench.open(0);
    bench.run(10);
    bench.line.unplug();
    bench.run(30);
    assertThat(bench.link.ready()).isFalse();
    bench.line.plug();
    bench.run(30);

    assertThat(bench.network.joins).isEqualTo(1); // it had power all the time
    assertThat(bench.link.ready()).isTrue();
    bench.toGroup(0, 7, "0801");
    bench.run(1);
    assertThat(bench.downlinks).hasSize(1);
  }

  @Test
  void joinsInTheSubBandOfItsNetwork() {
    WioBench bench = new WioBench(false, WioBench.settings(Region.US915).inSubBand(2));
    bench.network.admits = false;
    bench.run(600);

    assertThat(bench.network.joinsHz)
        .hasSizeGreaterThan(3)
        .allSatisfy(hz -> assertThat(hz).isBetween(903_900_000, 905_300_000));
  }

  @Test
  void refusesARegionThatItHasNot() {
    WioBench bench = new WioBench(false, WioBench.settings(Region.AS923_3));
    bench.run(60);

    assertThat(bench.troubles)
        .containsExactly(
            "The Wio-E5 has no region AS923-3: choose EU868, US915, AU915, IN865 or AS923-1.");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"ECHO", "BUSY", "DUTY_CYCLE", "SPLIT", "GARBAGE"})
  void worksThrough(Fault fault) {
    WioBench bench = new WioBench(false);
    bench.modem.inject(fault);
    bench.run(180);
    assertThat(bench.link.ready()).isTrue();

    bench.modem.inject(fault);
    bench.link.send(200, PAYLOAD, true);
    bench.run(180);
    assertThat(bench.network.uplinks).hasSize(1);
    assertThat(bench.done).hasSize(1);

    bench.modem.inject(fault);
    bench.open(3);
    bench.run(60);
    assertThat(bench.network.listening()).contains(WioBench.SESSION);
    bench.toGroup(3, 0, "0801");
    bench.run(2);
    assertThat(bench.downlinks).extracting(Downlink::groupId).containsExactly(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"YES_TO_ALL", "SILENCE", "FLOOD"})
  void comesBackAfter(Fault fault) {
    WioBench bench = WioBench.joined();
    bench.modem.inject(fault);
    bench.open(1);
    bench.run(1200);
    assertThat(bench.troubles).isNotEmpty();
    bench.modem.inject(Fault.HEALED);
    bench.run(11_000); // ten mebioctets take three hours at 9600 baud

    assertThat(bench.network.listening()).contains(WioBench.SESSION);
    assertThat(bench.link.ready()).isTrue();
  }
}
