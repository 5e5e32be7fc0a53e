package dev.fuota.agent.mac.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.region.Region;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanRecordTest {
  private static Optional<ChannelPlan> load(Bytes saved, Region region) {
    return ChannelPlan.load(saved, region, LorawanVersion.V1_1, true, region.defaultUplinkRate());
  }

  /** A plan of which every setting is another than at first. */
  private static ChannelPlan changed() {
    ChannelPlan plan = Plans.of(Region.AS923_1, LorawanVersion.V1_1, 2);
    String answers =
        Plans.answer(
            plan,
            "0926" // dwell times, 18 dBm, of which the region has 16
                + "0705e0e18c73" // channel 5
                + "0344210003"
                + "0407"
                + "0535e0e18c"
                + "0806"
                + "0a05c0938c"
                + "0c43"
                + "0f52"
                + "11e0e18c04"
                + "13c0938c");
    assertThat(answers)
        .isEqualTo(
            "09" + "0703" + "0307" + "04" + "0507" + "08" + "0a03" + "0c" + "0f01" + "1103"
                + "1301");
    for (int i = 0; i < 17; i++) {
      plan.uplink();
    }
    return plan;
  }

  // MAC-091
  @Test
  @DisplayName("All settings survive a reset")
  void allSettingsSurvive() {
    ChannelPlan plan = changed();

    ChannelPlan again = load(plan.save(), Region.AS923_1).orElseThrow();

    assertThat(again.enabledChannels()).containsExactly(0, 5);
    assertThat(again.rate().index()).isEqualTo(4);
    assertThat(again.txPower()).isEqualTo(4);
    assertThat(again.eirpDbm()).isEqualTo(8);
    assertThat(again.nbTrans()).isEqualTo(3);
    assertThat(again.maxPayload()).isEqualTo(242);
    assertThat(again.rx2()).isEqualTo(plan.rx2());
    assertThat(again.rx2().frequencyHz()).isEqualTo(923_286_400);
    assertThat(again.rxDelay1()).hasSeconds(6);
    assertThat(again.classB()).isEqualTo(new ClassBSettings(923_286_400, 4, 921_286_400));
    assertThat(again.rejoin()).isEqualTo(new RejoinSettings(5, 2));
    assertThat(again.adrAckReq()).isTrue();
    Send send = new Send(5, 923_286_400, again.rate(), 8);
    assertThat(again.rx1(send)).isEqualTo(plan.rx1(send));
    assertThat(again.rx1(send).frequencyHz()).isEqualTo(921_286_400);
    assertThat(again.save()).isEqualTo(plan.save());
  }

  @Test
  @DisplayName("Any octet that changed, and any that is missing or too many, makes it no plan")
  void damage() {
    Bytes saved = changed().save();
    for (int at = 0; at < saved.length(); at++) {
      byte[] damaged = saved.toArray();
      damaged[at] ^= 0x10;
      assertThat(load(Bytes.of(damaged), Region.AS923_1)).as("octet %d", at).isEmpty();
      assertThat(load(saved.slice(0, at), Region.AS923_1)).as("cut to %d", at).isEmpty();
    }
    assertThat(load(saved.concat(Bytes.of((byte) 0)), Region.AS923_1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EU868", "AS923-2", "US915"})
  void aPlanOfAnotherRegionIsNone(String region) {
    assertThat(load(changed().save(), Region.of(region).orElseThrow())).isEmpty();
  }

  @Test
  @DisplayName("Octets with the right checksum are a working plan or none")
  void hostileOctets() {
    RandomGenerator random = new SplittableRandom(5);
    int plans = 0;
    for (int i = 0; i < 40_000; i++) {
      Region region = random.nextBoolean() ? Region.AS923_1 : Region.US915;
      byte[] octets =
          (region.fixedChannels() ? Plans.of(region).save() : changed().save()).toArray();
      for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
        octets[random.nextInt(octets.length - 4)] = (byte) random.nextInt(256);
      }
      Optional<ChannelPlan> plan = load(Bytes.of(withChecksum(octets)), region);
      plan.ifPresent(Plans::assertWorks);
      plans += plan.isPresent() ? 1 : 0;
    }
    assertThat(plans).isBetween(100, 39_900);
  }

  private static byte[] withChecksum(byte[] octets) {
    CRC32 crc = new CRC32();
    crc.update(octets, 0, octets.length - 4);
    ByteBuffer.wrap(octets).putInt(octets.length - 4, (int) crc.getValue());
    return octets;
  }
}
