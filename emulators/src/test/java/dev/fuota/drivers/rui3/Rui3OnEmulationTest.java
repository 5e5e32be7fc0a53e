package dev.fuota.drivers.rui3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.emulators.modem.Fault;
import dev.fuota.emulators.modem.GroupContract;
import dev.fuota.emulators.modem.ModemBench;
import dev.fuota.emulators.modem.Rak3172;
import dev.fuota.hal.link.Downlink;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class Rui3OnEmulationTest extends GroupContract {

  @Override
  protected ModemBench.Kit kit() {
    return kit(Rak3172.Firmware.V4_2_1);
  }

  @Override
  protected String identity() {
    return "RAK3172, RUI_4.2.1";
  }

  private static ModemBench.Kit kit(Rak3172.Firmware firmware) {
    return new ModemBench.Kit(
        115_200,
        ModemBench.OWN_CHANNEL,
        (network, world) -> {
          Rak3172 modem = new Rak3172(firmware, ModemBench.parts(network, world));
          return new ModemBench.Patient(modem, modem::inject);
        },
        Rui3::link);
  }

  /** After a confirmed downlink the module sends by itself, and is busy for a while. */
  @Test
  void sendsAgainBehindAnAcknowledgementOfTheModulesOwn() {
    ModemBench bench = joined();
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

  /** The module drops a counter that it had, and a group that it has not. */
  @Test
  void hearsEachFrameOnce() {
    ModemBench bench = joined();
    bench.open(2);
    bench.run(3);
    bench.toGroup(2, 1, "0802");
    bench.toGroup(2, 1, "0803");
    bench.run(1);

    assertThat(bench.downlinks).extracting(Downlink::groupId).containsExactly(2);
  }

  @Test
  void retunesForTheSessionThatWasOpenedLast() {
    ModemBench bench = joined();
    bench.open(0);
    bench.run(3);
    bench.link.openClassC(0, 869_525_000, 0);
    bench.run(3);

    assertThat(bench.network.listening()).contains(ModemBench.RX2_CHANNEL);

    bench.open(1);
    bench.run(3);
    assertThat(bench.hearsSession()).isTrue();

    bench.link.closeClassC(1);
    bench.run(3);
    assertThat(bench.network.listening()).contains(ModemBench.RX2_CHANNEL);
  }

  @Test
  void learnsTheNetworksTimeToATenthOfASecond() {
    ModemBench bench = joined();
    bench.link.requestTime();
    bench.link.send(200, PAYLOAD, false);
    bench.run(10);

    assertThat(bench.clockErrors).hasSize(1);
    assertThat(bench.clockErrors.get(0).abs()).isLessThan(Duration.ofMillis(150));
  }

  @Test
  void refusesFirmwareThatAnswersItself() {
    ModemBench bench = new ModemBench(kit(Rak3172.Firmware.V5_0_1));
    bench.run(300);

    assertThat(bench.ready).isEmpty();
    assertThat(bench.network.joins).isZero();
    assertThat(bench.troubles).singleElement().asString().contains("4.2.1");
  }

  @Test
  void worksWithEventsBeforeTheirAnswers() {
    ModemBench bench = new ModemBench(kit());
    bench.inject(Fault.EVENT_FIRST);
    bench.run(120);
    bench.link.send(200, PAYLOAD, true);
    bench.run(20);

    assertThat(bench.uplinks()).hasSize(1);
    assertThat(bench.done).containsExactly(true);
  }

  @Test
  void noticesThatEverythingIsOk() {
    ModemBench bench = joined();
    bench.inject(Fault.YES_TO_ALL);
    bench.open(1);
    bench.run(30);

    assertThat(bench.troubles).isNotEmpty();
    assertThat(bench.network.listening()).isEmpty();
  }
}
