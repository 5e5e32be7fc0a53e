package dev.fuota.emulators.modem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.link.Downlink;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is true of each driver of a modem that hears multicast. */
public abstract class GroupContract extends UnicastContract {

  @Test
  void hearsAMulticastSessionAndComesBack() {
    ModemBench bench = joined();
    bench.open(2);
    bench.run(20);

    assertThat(bench.hearsSession()).isTrue();
    assertThat(bench.toGroup(2, 0, "0801")).isTrue();
    bench.run(2);
    assertThat(bench.toGroup(2, 1, "0802")).isTrue();
    bench.run(2);
    assertThat(bench.toGroup(1, 2, "0804")).isTrue(); // another group: it has no keys for it
    bench.run(2);

    assertThat(bench.downlinks).extracting(Downlink::groupId).containsExactly(2, 2);
    assertThat(bench.downlinks).extracting(Downlink::fCnt).containsOnly(Downlink.UNKNOWN_COUNTER);

    bench.link.closeClassC(2);
    bench.run(20);

    assertThat(bench.network.listening()).isEmpty();
    assertThat(bench.troubles).isEmpty();
  }

  @Test
  void hearsTheGroupOfTheSessionThatWasOpenedLast() {
    ModemBench bench = joined();
    bench.open(0);
    bench.run(20);
    bench.open(1);
    bench.run(20);
    bench.toGroup(1, 0, "0801");
    bench.run(2);

    assertThat(bench.downlinks).extracting(Downlink::groupId).containsExactly(1);
  }

  @Test
  void sendsInASessionAndKeepsListening() {
    ModemBench bench = joined();
    bench.open(0);
    bench.run(20);
    bench.network.answer(200, Bytes.fromHex("01"), 1, false);
    bench.link.send(200, PAYLOAD, false);
    bench.run(20);
    bench.toGroup(0, 0, "0801");
    bench.run(2);

    assertThat(bench.downlinks).extracting(Downlink::groupId).containsExactly(Downlink.UNICAST, 0);
    assertThat(bench.hearsSession()).isTrue();
    assertThat(bench.link.ready()).isTrue();
  }

  @Test
  void beginsASessionBehindAnUplink() {
    ModemBench bench = joined();
    bench.link.send(200, PAYLOAD, false);
    bench.world.run(Duration.ofMillis(300));
    bench.open(0);
    bench.run(30);

    assertThat(bench.done).containsExactly(false);
    assertThat(bench.hearsSession()).isTrue();
    assertThat(bench.troubles).isEmpty();
  }

  @Test
  void hearsItsSessionWhenItIsPluggedAgain() {
    ModemBench bench = joined();
    bench.open(2);
    bench.run(20);
    bench.line.unplug();
    bench.run(30);
    bench.line.plug();
    bench.run(30);

    assertThat(bench.hearsSession()).isTrue();
    bench.toGroup(2, 7, "0801");
    bench.run(2);
    assertThat(bench.downlinks).hasSize(1);
  }

  /** Of one that says nothing when it restarts, the next uplink shows that the session is gone. */
  @Test
  void hearsItsSessionAfterARestart() {
    ModemBench bench = joined();
    bench.open(2);
    bench.run(20);
    bench.inject(Fault.REBOOT);
    bench.run(1);
    if (bench.link.ready()) {
      bench.link.send(200, PAYLOAD, false);
    }
    bench.run(180);

    assertThat(bench.hearsSession()).isTrue();
    bench.toGroup(2, 7, "0801");
    bench.run(2);
    assertThat(bench.downlinks).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"ECHO", "BUSY", "DUTY_CYCLE", "SPLIT", "GARBAGE"})
  void hearsASessionThrough(Fault fault) {
    ModemBench bench = joined();
    bench.inject(fault);
    bench.open(3);
    bench.run(90);
    assertThat(bench.hearsSession()).isTrue();
    bench.toGroup(3, 0, "0801");
    bench.run(3);
    assertThat(bench.downlinks).extracting(Downlink::groupId).containsExactly(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"YES_TO_ALL", "SILENCE"})
  void hearsASessionAfter(Fault fault) {
    ModemBench bench = joined();
    bench.inject(fault);
    bench.open(1);
    bench.run(1200);
    assertThat(bench.troubles).isNotEmpty();
    bench.inject(Fault.HEALED);
    bench.run(150);

    assertThat(bench.hearsSession()).isTrue();
    assertThat(bench.link.ready()).isTrue();
  }

  @Test
  void hearsASessionBehindHalfALine() {
    ModemBench bench = joined();
    bench.inject(Fault.HALF_LINE);
    bench.open(3);
    bench.run(90);

    assertThat(bench.hearsSession()).isTrue();
  }
}
