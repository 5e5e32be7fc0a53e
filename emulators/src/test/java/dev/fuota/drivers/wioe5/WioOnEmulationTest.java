package dev.fuota.drivers.wioe5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.emulators.modem.GroupContract;
import dev.fuota.emulators.modem.ModemBench;
import dev.fuota.emulators.modem.WioE5;
import dev.fuota.hal.link.Downlink;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A module that does not mark what is for the group, as no log shows that it does. */
class WioOnEmulationTest extends GroupContract {
  private final List<WioE5> modems = new ArrayList<>();

  @Override
  protected ModemBench.Kit kit() {
    return kit(false);
  }

  @Override
  protected String identity() {
    return "Wio-E5, 4.0.11";
  }

  private ModemBench.Kit kit(boolean marks) {
    return new ModemBench.Kit(
        9600,
        ModemBench.OWN_CHANNEL,
        (network, world) -> {
          WioE5 modem = new WioE5(marks, ModemBench.parts(network, world));
          modems.add(modem);
          return new ModemBench.Patient(modem, modem::inject);
        },
        dev.fuota.drivers.wioe5.WioE5::link);
  }

  @Test
  void putsRx2Back() {
    ModemBench bench = joined();
    bench.open(0);
    bench.run(10);
    assertThat(modems.get(0).rx2()).isEqualTo("868500000,DR3");

    bench.link.closeClassC(0);
    bench.run(10);
    assertThat(modems.get(0).rx2()).isEqualTo("869525000,DR0"); // RP002-1.0.4: RX2 of EU868
  }

  @Test
  void believesAModuleThatMarksWhatIsForTheGroup() {
    ModemBench bench = ModemBench.joined(kit(true));
    bench.open(0);
    bench.run(10);
    bench.toGroup(0, 0, "0801");
    bench.run(1);

    assertThat(bench.downlinks).extracting(Downlink::groupId).containsExactly(0);
  }

  /** It says nothing when it restarts: the next uplink shows that the session is gone. */
  @Test
  void joinsAnewWhenAnUplinkShowsThatTheSessionIsLost() {
    ModemBench bench = joined();
    bench.inject(dev.fuota.emulators.modem.Fault.REBOOT);
    bench.link.send(200, PAYLOAD, false);
    bench.run(120);

    assertThat(bench.network.joins).isEqualTo(2);
    assertThat(bench.link.ready()).isTrue();
  }

  @Test
  void joinsInTheSubBandOfItsNetwork() {
    ModemBench bench = new ModemBench(kit(), ModemBench.settings(Region.US915).inSubBand(2));
    bench.network.admits = false;
    bench.run(600);

    assertThat(bench.network.joinsHz)
        .hasSizeGreaterThan(3)
        .allSatisfy(hz -> assertThat(hz).isBetween(903_900_000, 905_300_000));
  }

  @Test
  void refusesARegionThatItHasNot() {
    ModemBench bench = new ModemBench(kit(), ModemBench.settings(Region.AS923_3));
    bench.run(60);

    assertThat(bench.troubles)
        .containsExactly(
            "The Wio-E5 has no region AS923-3: choose EU868, US915, AU915, IN865 or AS923-1.");
  }
}
