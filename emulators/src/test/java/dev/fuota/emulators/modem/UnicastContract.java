package dev.fuota.emulators.modem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.emulators.modem.ScriptedNetwork.Up;
import dev.fuota.hal.link.Downlink;
import dev.fuota.protocol.codec.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is true of each driver on its emulated modem. */
public abstract class UnicastContract {
  protected static final byte[] PAYLOAD = {1, 2, 3};

  /** The modem and its driver. */
  protected abstract ModemBench.Kit kit();

  /** As the driver tells it. */
  protected abstract String identity();

  /** A device that has joined. */
  protected final ModemBench joined() {
    return ModemBench.joined(kit());
  }

  @Test
  void joinsAndSendsOnThePortThatIsAskedFor() {
    ModemBench bench = joined();

    assertThat(bench.ready).containsExactly(identity());
    assertThat(bench.activations).isEqualTo(1);

    bench.link.send(200, PAYLOAD, false);
    bench.run(10);
    bench.link.send(203, PAYLOAD, true);
    bench.run(10);

    assertThat(bench.uplinks())
        .containsExactly(
            new Up(200, Bytes.of(PAYLOAD), false), new Up(203, Bytes.of(PAYLOAD), true));
    assertThat(bench.done).containsExactly(false, true);
    assertThat(bench.troubles).isEmpty();
  }

  @Test
  void isReadyAgainOnlyWhenTheWindowsAreOver() {
    ModemBench bench = joined();
    bench.network.answer(200, Bytes.fromHex("00aa"), 2, false);
    bench.link.send(200, PAYLOAD, false);
    bench.run(1);

    assertThat(bench.link.ready()).isFalse();
    assertThat(bench.done).isEmpty();

    bench.run(9);

    assertThat(bench.link.ready()).isTrue();
    assertThat(bench.downlinks).hasSize(1);
  }

  @Test
  void handsUnicastOver() {
    ModemBench bench = joined();
    bench.network.answer(200, Bytes.fromHex("00aa"), 1, false);
    bench.link.send(200, PAYLOAD, false);
    bench.run(10);

    assertThat(bench.downlinks).hasSize(1);
    Downlink downlink = bench.downlinks.get(0);
    assertThat(downlink.unicast()).isTrue();
    assertThat(downlink.fPort()).isEqualTo(200);
    assertThat(downlink.payload()).containsExactly(0, 0xaa);
  }

  @Test
  void isTakenUpAgainWhenItIsPlugged() {
    ModemBench bench = joined();
    bench.line.unplug();
    bench.run(30);
    assertThat(bench.link.ready()).isFalse();

    bench.line.plug();
    bench.run(30);

    assertThat(bench.network.joins).isEqualTo(1); // it had power all the time
    // The agent is told: as found, or as joined by a modem that says "joined already".
    assertThat(bench.activations + bench.sessionsFound).isEqualTo(2);
    assertThat(bench.link.ready()).isTrue();
  }

  /** A half line costs what was under way: the agent hears that the uplink is over. */
  @Test
  void goesOnBehindHalfALine() {
    ModemBench bench = joined();
    bench.inject(Fault.HALF_LINE);
    bench.link.send(200, PAYLOAD, true);
    bench.run(60);

    assertThat(bench.done).hasSize(1);
    assertThat(bench.link.ready()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"ECHO", "BUSY", "DUTY_CYCLE", "SPLIT", "GARBAGE"})
  void joinsAndSendsThrough(Fault fault) {
    ModemBench bench = new ModemBench(kit());
    bench.inject(fault);
    bench.run(180);
    assertThat(bench.link.ready()).isTrue();

    bench.inject(fault);
    bench.link.send(200, PAYLOAD, true);
    bench.run(180);
    assertThat(bench.uplinks()).hasSize(1);
    assertThat(bench.done).hasSize(1);
  }

  @Test
  void joinsAnewWhenTheModemRestarts() {
    ModemBench bench = joined();
    bench.inject(Fault.REBOOT);
    bench.run(1);
    if (bench.link.ready()) {
      bench.link.send(200, PAYLOAD, false); // of one that says nothing when it starts
    }
    bench.run(120);

    assertThat(bench.link.ready()).isTrue();
    bench.link.send(201, PAYLOAD, false);
    bench.run(20);
    assertThat(bench.uplinks()).contains(new Up(201, Bytes.of(PAYLOAD), false));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"YES_TO_ALL", "SILENCE", "FLOOD"})
  void comesBackAfter(Fault fault) {
    ModemBench bench = joined();
    bench.inject(fault);
    bench.run(1200);
    bench.inject(Fault.HEALED);
    bench.run(11_000); // ten mebioctets take three hours at 9600 baud
    bench.link.send(200, PAYLOAD, false);
    bench.run(20);

    assertThat(bench.uplinks()).hasSize(1);
  }
}
