package dev.fuota.drivers.murata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.emulators.modem.Fault;
import dev.fuota.emulators.modem.GroupContract;
import dev.fuota.emulators.modem.ModemBench;
import dev.fuota.emulators.modem.Murata;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MurataOnEmulationTest extends GroupContract {

  @Override
  protected ModemBench.Kit kit() {
    return new ModemBench.Kit(
        19_200,
        ModemBench.RX2_CHANNEL,
        (network, world) -> {
          Murata modem = new Murata(ModemBench.parts(network, world));
          return new ModemBench.Patient(modem, modem::inject);
        },
        dev.fuota.drivers.murata.Murata::link);
  }

  @Override
  protected String identity() {
    return "lora-modem, 1.2.0";
  }

  @Test
  void offersSessionsOnRx2Only() {
    ModemBench bench = joined();

    assertThat(bench.link.supportsFrequency(869_525_000)).isTrue();
    assertThat(bench.link.supportsFrequency(868_500_000)).isFalse();
    assertThat(bench.link.supportsDataRate(0)).isTrue();
    assertThat(bench.link.supportsDataRate(5)).isFalse();
  }

  /** Its session is in its EEPROM. */
  @Test
  void keepsItsSessionWhenItRestarts() {
    ModemBench bench = joined();
    bench.inject(Fault.REBOOT);
    bench.run(60);

    assertThat(bench.network.joins).isEqualTo(1);
    assertThat(bench.link.ready()).isTrue();
  }

  @Test
  void learnsTheNetworksTimeAndHowItIsHeard() {
    ModemBench bench = joined();
    bench.link.requestTime();
    bench.link.send(200, PAYLOAD, false);
    bench.run(10);
    bench.link.requestLinkCheck();
    bench.link.send(200, PAYLOAD, false);
    bench.run(10);

    assertThat(bench.clockErrors).hasSize(1);
    assertThat(bench.clockErrors.get(0).abs()).isLessThan(Duration.ofMillis(100));
    assertThat(bench.checks).containsExactly("20 dB at 3");
  }

  @Test
  void movesToAnotherRegionAndJoinsInTheSubBandOfItsNetwork() {
    ModemBench bench = new ModemBench(kit(), ModemBench.settings(Region.US915).inSubBand(2));
    bench.network.admits = false;
    bench.run(600);

    assertThat(bench.ready).containsExactly(identity());
    assertThat(bench.network.joinsHz)
        .hasSizeGreaterThan(3)
        .allSatisfy(hz -> assertThat(hz).isBetween(903_900_000, 905_300_000));
  }

  @Test
  void refusesARegionThatItHasNot() {
    ModemBench bench = new ModemBench(kit(), ModemBench.settings(Region.AS923_3));
    bench.run(60);

    assertThat(bench.troubles).containsExactly("lora-modem has no region AS923-3.");
  }
}
