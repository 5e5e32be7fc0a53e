package dev.fuota.agent.mac.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.command.DutyCycleReq;
import dev.fuota.protocol.lorawan.command.LinkAdrReq;
import dev.fuota.protocol.lorawan.command.NewChannelReq;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final RandomGenerator random = new SplittableRandom(7);

  // MAC-046
  @Test
  @DisplayName("Uplinks hop over all channels that are on and allow the data rate, and no others")
  void hopsOverTheUsableChannels() {
    ChannelPlan plan = Plans.of(Region.US915);
    Plans.apply(plan, new LinkAdrReq(0, 2, 0x02, 1, 5));
    TreeSet<Integer> used = new TreeSet<>();

    for (int i = 0; i < 200; i++) {
      Send send = plan.nextSend(NOW, random).orElseThrow();
      used.add(send.channelIndex());
      assertThat(send.frequencyHz()).isEqualTo(902_300_000 + 200_000 * send.channelIndex());
      assertThat(send.rate().spreadingFactor()).isEqualTo(8);
      assertThat(plan.rx1(send).frequencyHz())
          .isEqualTo(923_300_000 + 600_000 * (send.channelIndex() - 8));
      assertThat(plan.rx1(send).rate().index()).isEqualTo(12);
    }
    assertThat(used).containsExactly(8, 9, 10, 11, 12, 13, 14, 15);
  }

  // MAC-047
  @Test
  @DisplayName("A transmission closes its sub-band for T(1/d - 1) from its end, to the millisecond")
  void aSubBandCloses() {
    ChannelPlan plan = Plans.of(Region.EU868);
    Send send = plan.nextSend(NOW, random).orElseThrow();

    plan.sent(send, SECOND, NOW);

    Instant open = NOW.plusSeconds(99);
    assertThat(plan.freeAt(NOW)).isEqualTo(open);
    assertThat(plan.nextSend(open.minusMillis(1), random)).isEmpty();
    assertThat(plan.nextSend(open, random)).isPresent();
  }

  // MAC-046
  @Test
  @DisplayName("A channel of another sub-band stays open")
  void anotherSubBandStaysOpen() {
    ChannelPlan plan = Plans.of(Region.EU868);
    Plans.apply(plan, new NewChannelReq(3, 867_100_000, 0, 5));
    Send first = new Send(0, 868_100_000, plan.rate(), 16);

    plan.sent(first, SECOND, NOW);

    assertThat(plan.freeAt(NOW)).isEqualTo(NOW);
    for (int i = 0; i < 20; i++) {
      assertThat(plan.nextSend(NOW, random).orElseThrow().channelIndex()).isEqualTo(3);
    }
  }

  // MAC-047
  @Test
  @DisplayName("Each sub-band is closed for its own time, whichever was used last")
  void twoSubBandsClose() {
    ChannelPlan plan = Plans.of(Region.EU868);
    Plans.apply(plan, new NewChannelReq(3, 867_100_000, 0, 5));

    plan.sent(new Send(0, 868_100_000, plan.rate(), 16), SECOND, NOW);
    plan.sent(new Send(3, 867_100_000, plan.rate(), 16), SECOND.multipliedBy(2), NOW);

    Instant open = NOW.plusSeconds(99);
    assertThat(plan.freeAt(NOW)).isEqualTo(open);
    for (int i = 0; i < 20; i++) {
      assertThat(plan.nextSend(open, random).orElseThrow().channelIndex()).isNotEqualTo(3);
    }
  }

  // MAC-047, MAC-058
  @ParameterizedTest(name = "1/2^{0}: {1} s")
  @CsvSource({"0, 0", "1, 1", "7, 127", "15, 32767"})
  @DisplayName("DutyCycleReq closes all bands behind each transmission")
  void theAggregatedDutyCycle(int exponent, long seconds) {
    ChannelPlan plan = Plans.of(Region.US915);
    Plans.apply(plan, new DutyCycleReq(exponent));
    Send send = plan.nextSend(NOW, random).orElseThrow();

    plan.sent(send, SECOND, NOW);

    assertThat(plan.freeAt(NOW)).isEqualTo(NOW.plusSeconds(seconds));
  }

  // MAC-047
  @Test
  @DisplayName("The longer of both silences counts")
  void bothDutyCycles() {
    ChannelPlan plan = Plans.of(Region.EU868);
    Plans.apply(plan, new DutyCycleReq(3));
    plan.sent(plan.nextSend(NOW, random).orElseThrow(), SECOND, NOW);
    assertThat(plan.freeAt(NOW)).isEqualTo(NOW.plusSeconds(99));

    Plans.apply(plan, new DutyCycleReq(8));
    plan.sent(plan.nextSend(NOW.plusSeconds(99), random).orElseThrow(), SECOND, NOW);
    assertThat(plan.freeAt(NOW)).isEqualTo(NOW.plusSeconds(255));
  }

  // MAC-048
  @ParameterizedTest(name = "{0} DR{1}: {2}")
  @CsvSource({
    "EU868, 0, 51",
    "EU868, 5, 242",
    "AS923, 2, 11",
    "AS923, 4, 125",
    "AU915, 3, 53",
    "US915, 0, 11"
  })
  void theLargestPayload(String region, int rate, int octets) {
    ChannelPlan plan = Plans.of(Region.of(region).orElseThrow(), LorawanVersion.V1_0_4, rate);

    assertThat(plan.maxPayload()).isEqualTo(octets);
  }

  @Test
  @DisplayName("A data rate that the default channels lack gives way to the next lower one")
  void aFirstRateThatNoChannelHas() {
    assertThat(Plans.of(Region.EU868, LorawanVersion.V1_0_4, 7).rate().index()).isEqualTo(5);
    assertThat(Plans.of(Region.AS923_2, LorawanVersion.V1_0_4, 0).rate().index()).isEqualTo(2);
    assertThatThrownBy(() -> Plans.of(Region.US915, LorawanVersion.V1_0_4, 8))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
