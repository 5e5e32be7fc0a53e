package dev.fuota.fleet.air;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.radio.LoraChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinkPresetTest {
  /** Share of frames of SF12 that a gateway hears from devices that send one after the other. */
  private static double heard(LinkPreset preset) {
    AirRig rig = new AirRig(preset.model());
    SplittableRandom random = new SplittableRandom(5);
    preset.gateways().forEach(where -> rig.new Gateway(where, StationSettings.IDEAL));
    List<AirRig.Device> devices = new ArrayList<>();
    for (int device = 0; device < 300; device++) {
      devices.add(rig.new Device(preset.place(random)));
    }
    LoraChannel channel = AirRig.SF12;
    for (int frame = 0; frame < 1200; frame++) {
      devices.get(frame % devices.size()).send(channel, 1);
      rig.simulation.run(Duration.ofSeconds(10));
    }
    return rig.air.figures().uplinksHeard() / 1200.0;
  }

  @Test
  void presetsHaveNames() {
    assertThat(LinkPreset.of("rural-edge")).contains(LinkPreset.RURAL_EDGE);
    assertThat(LinkPreset.of("RURAL-EDGE")).isEmpty();
    assertThat(LinkPreset.ALL).extracting(LinkPreset::name).doesNotHaveDuplicates().hasSize(6);
  }

  @Test
  void theWorseThePlaceTheMoreIsLost() {
    double suburban = heard(LinkPreset.SUBURBAN);
    double urban = heard(LinkPreset.URBAN);
    double edge = heard(LinkPreset.RURAL_EDGE);
    assertThat(heard(LinkPreset.IDEAL)).isEqualTo(1);
    assertThat(suburban).isBetween(0.95, 1.0);
    assertThat(urban).isBetween(0.75, suburban);
    // Harsh bursts alone lose a third.
    assertThat(edge).isBetween(0.3, 0.67);
  }

  @Test
  void devicesStandInTheDisc() {
    SplittableRandom random = new SplittableRandom(1);
    int inner = 0;
    for (int device = 0; device < 10_000; device++) {
      double metres = LinkPreset.URBAN.place(random).metresTo(Position.ORIGIN);
      assertThat(metres).isLessThan(2_000);
      inner += metres < 1_000 ? 1 : 0;
    }
    assertThat(inner).isBetween(2_350, 2_650); // a quarter of the area
  }
}
