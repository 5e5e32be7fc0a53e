package dev.fuota.drivers.rui3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.emulators.modem.Fault;
import dev.fuota.emulators.modem.Rak3172;
import dev.fuota.hal.link.Downlink;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Rui3OnEmulationTest {
  private static final byte[] PAYLOAD = {1, 2, 3};

  @Test
  void joinsAndSends() {
    Bench bench = Bench.joined();

    assertThat(bench.ready).containsExactly("RAK3172, RUI_4.2.1");
    assertThat(bench.activations).isEqualTo(1);

    bench.link.send(200, PAYLOAD, false);
    bench.run(10);
    bench.link.send(203, PAYLOAD, true);
    bench.run(10);

    assertThat(bench.network.uplinks)
        .containsExactly(
            new dev.fuota.emulators.modem.ScriptedNetwork.Up(200, Bytes.of(PAYLOAD), false),
            new dev.fuota.emulators.modem.ScriptedNetwork.Up(203, Bytes.of(PAYLOAD), true));
    assertThat(bench.done).containsExactly(false, true);
    assertThat(bench.troubles).isEmpty();
  }

  @Test
  void handsUnicastOver() {
    Bench bench = Bench.joined();
    bench.network.answer(200, Bytes.fromHex("00aa"), 1, false);
    bench.link.send(200, PAYLOAD, false);
    bench.run(10);

    assertThat(bench.downlinks).hasSize(1);
    Downlink downlink = bench.downlinks.get(0);
    assertThat(downlink.unicast()).isTrue();
    assertThat(downlink.fPort()).isEqualTo(200);
    assertThat(downlink.payload()).containsExactly(0, 0xaa);
  }

  /** After a confirmed downlink the module sends by itself, and is busy for a while. */
  @Test
  void sendsAgainBehindAnAcknowledgementOfTheModulesOwn() {
    Bench bench = Bench.joined();
    bench.network.answer(200, Bytes.fromHex("00"), 1, true);
    bench.link.send(200, PAYLOAD, false);
    bench.run(4);
    while (!bench.link.ready()) {
      bench.run(1);
    }
    bench.link.send(200, new byte[] {4}, false);
    bench.run(20);

    assertThat(bench.network.uplinks).hasSize(2);
    assertThat(bench.done).containsExactly(false, false);
  }

  @Test
  void hearsAMulticastSessionOnItsOwnChannelAndComesBack() {
    Bench bench = Bench.joined();
    bench.open(2);
    bench.run(3);

    assertThat(bench.network.listening()).contains(Bench.SESSION);
    assertThat(bench.toGroup(2, 0, "0801")).isTrue();
    assertThat(bench.toGroup(2, 1, "0802")).isTrue();
    assertThat(bench.toGroup(2, 1, "0803")).isTrue(); // an old counter: the module drops it
    assertThat(bench.toGroup(1, 2, "0804")).isTrue(); // another group
    bench.run(1);

    assertThat(bench.downlinks).extracting(Downlink::groupId).containsExactly(2, 2);
    assertThat(bench.downlinks).extracting(Downlink::fCnt).containsOnly(Downlink.UNKNOWN_COUNTER);

    bench.link.closeClassC(2);
    bench.run(3);

    assertThat(bench.network.listening()).isEmpty();
    assertThat(bench.troubles).isEmpty();
  }

  @Test
  void retunesForTheSessionThatWasOpenedLast() {
    Bench bench = Bench.joined();
    bench.link.defineGroup(Bench.group(0));
    bench.link.openClassC(0, 869_525_000, 0);
    bench.run(3);
    bench.open(1);
    bench.run(3);

    assertThat(bench.network.listening()).contains(Bench.SESSION);

    bench.link.closeClassC(1);
    bench.run(3);

    assertThat(bench.network.listening())
        .hasValueSatisfying(channel -> assertThat(channel.frequencyHz()).isEqualTo(869_525_000));
  }

  @Test
  void beginsASessionBehindAnUplink() {
    Bench bench = Bench.joined();
    bench.link.send(200, PAYLOAD, false);
    bench.world.run(Duration.ofMillis(300));
    bench.open(0);
    bench.run(10);

    assertThat(bench.done).containsExactly(false);
    assertThat(bench.network.listening()).contains(Bench.SESSION);
    assertThat(bench.troubles).isEmpty();
  }

  @Test
  void learnsTheNetworksTimeToATenthOfASecond() {
    Bench bench = Bench.joined();
    bench.link.requestTime();
    bench.link.send(200, PAYLOAD, false);
    bench.run(10);

    assertThat(bench.clockErrors).hasSize(1);
    assertThat(bench.clockErrors.get(0).abs()).isLessThan(Duration.ofMillis(150));
  }

  @Test
  void refusesFirmwareThatAnswersItself() {
    Bench bench = new Bench(Rak3172.Firmware.V5_0_1);
    bench.run(300);

    assertThat(bench.ready).isEmpty();
    assertThat(bench.network.joins).isZero();
    assertThat(bench.troubles).singleElement().asString().contains("4.2.1");
  }

  @Test
  void restoresTheSessionAfterARestartOfTheModule() {
    Bench bench = Bench.joined();
    bench.open(2);
    bench.run(5);
    bench.modem.inject(Fault.REBOOT);
    bench.run(60);

    assertThat(bench.activations).isEqualTo(2);
    assertThat(bench.network.listening()).contains(Bench.SESSION);
    bench.toGroup(2, 7, "0801");
    bench.run(1);
    assertThat(bench.downlinks).hasSize(1);
  }

  @Test
  void takesAPluggedModuleUpAgainWithoutAJoin() {
    Bench bench = Bench.joined();
    bench.open(2);
    bench.run(5);
    bench.line.unplug();
    bench.run(30);

    assertThat(bench.link.ready()).isFalse();

    bench.line.plug();
    bench.run(10);

    assertThat(bench.network.joins).isEqualTo(1); // it had power all the time
    assertThat(bench.link.ready()).isTrue();
    bench.toGroup(2, 7, "0801");
    bench.run(1);
    assertThat(bench.downlinks).hasSize(1);
  }

  /** Whatever the line does, a join, an uplink and a session come about, and again afterwards. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"ECHO", "BUSY", "DUTY_CYCLE", "EVENT_FIRST", "SPLIT", "GARBAGE"})
  void worksThrough(Fault fault) {
    Bench bench = new Bench(Rak3172.Firmware.V4_2_1);
    bench.modem.inject(fault);
    bench.run(120);

    assertThat(bench.link.ready()).isTrue();

    bench.modem.inject(fault);
    bench.link.send(200, PAYLOAD, true);
    bench.run(180);

    assertThat(bench.network.uplinks).hasSize(1);
    assertThat(bench.done).hasSize(1);

    bench.modem.inject(fault);
    bench.open(3);
    bench.run(60);

    assertThat(bench.network.listening()).contains(Bench.SESSION);
    bench.toGroup(3, 0, "0801");
    bench.run(2);
    assertThat(bench.downlinks).extracting(Downlink::groupId).containsExactly(3);
  }

  /** A half line costs what was under way: the agent hears that the uplink is over. */
  @Test
  void goesOnBehindHalfALine() {
    Bench bench = Bench.joined();
    bench.modem.inject(Fault.HALF_LINE);
    bench.link.send(200, PAYLOAD, true);
    bench.run(60);

    assertThat(bench.done).containsExactly(false);
    assertThat(bench.link.ready()).isTrue();

    bench.modem.inject(Fault.HALF_LINE);
    bench.open(3);
    bench.run(60);

    assertThat(bench.network.listening()).contains(Bench.SESSION);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"YES_TO_ALL", "SILENCE", "FLOOD"})
  void comesBackAfter(Fault fault) {
    Bench bench = Bench.joined();
    bench.modem.inject(fault);
    bench.open(1);
    bench.run(1200);
    bench.modem.inject(Fault.HEALED);
    bench.run(150);

    assertThat(bench.network.listening()).contains(Bench.SESSION);
    assertThat(bench.link.ready()).isTrue();
  }

  @Test
  void noticesThatEverythingIsOk() {
    Bench bench = Bench.joined();
    bench.modem.inject(Fault.YES_TO_ALL);
    bench.open(1);
    bench.run(30);

    assertThat(bench.troubles).isNotEmpty();
    assertThat(bench.network.listening()).isEmpty();
  }
}
