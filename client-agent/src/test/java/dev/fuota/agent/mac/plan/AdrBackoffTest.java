package dev.fuota.agent.mac.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.command.AdrParamSetupReq;
import dev.fuota.protocol.lorawan.command.LinkAdrReq;
import dev.fuota.protocol.lorawan.region.Region;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdrBackoffTest {
  private static ChannelPlan eu868At(int rate) {
    ChannelPlan plan = Plans.of(Region.EU868);
    Plans.apply(plan, new LinkAdrReq(5, rate, 1, 3, 0));
    return plan;
  }

  private static void uplinks(ChannelPlan plan, int count) {
    for (int i = 0; i < count; i++) {
      plan.uplink();
    }
  }

  // MAC-073
  @Test
  @DisplayName("Uplink 64 without an answer asks for one; an answer ends that")
  void asksFromTheLimitOn() {
    ChannelPlan plan = eu868At(5);

    uplinks(plan, 63);
    assertThat(plan.adrAckReq()).isFalse();
    uplinks(plan, 1);
    assertThat(plan.adrAckReq()).isTrue();
    plan.downlink();
    assertThat(plan.adrAckReq()).isFalse();
    uplinks(plan, 63);
    assertThat(plan.adrAckReq()).isFalse();
  }

  // MAC-073
  @Test
  @DisplayName("Uplink 96 goes with full power, and not before")
  void powerComesBackFirst() {
    ChannelPlan plan = eu868At(5);

    uplinks(plan, 95);
    assertThat(plan.txPower()).isEqualTo(5);
    uplinks(plan, 1);
    assertThat(plan.txPower()).isZero();
    assertThat(plan.rate().index()).isEqualTo(5);
  }

  // MAC-073
  @ParameterizedTest(name = "DR{0}: the lowest at uplink {1}")
  @CsvSource({"5, 256", "3, 192", "1, 128"})
  @DisplayName("Each further 32 uplinks the data rate falls by one")
  void theRateFalls(int rate, int uplinks) {
    ChannelPlan plan = eu868At(rate);

    uplinks(plan, uplinks - 1);
    assertThat(plan.rate().index()).isEqualTo(1);
    uplinks(plan, 1);
    assertThat(plan.rate().index()).isZero();
    assertThat(plan.enabledChannels()).containsExactly(0);
    assertThat(plan.nbTrans()).isEqualTo(3);
  }

  // MAC-073
  @Test
  @DisplayName("Behind the lowest data rate the default channels come back, with one transmission")
  void theChannelsComeBackLast() {
    ChannelPlan plan = eu868At(1);

    uplinks(plan, 159);
    assertThat(plan.enabledChannels()).containsExactly(0);
    uplinks(plan, 1);
    assertThat(plan.enabledChannels()).containsExactly(0, 1, 2);
    assertThat(plan.nbTrans()).isEqualTo(1);
    uplinks(plan, 1000);
    assertThat(plan.rate().index()).isZero();
    assertThat(plan.adrAckReq()).isTrue();
  }

  @Test
  @DisplayName("With uplink dwell time the lowest data rate is the lowest that can carry something")
  void theLowestRateUnderDwellTime() {
    ChannelPlan plan = Plans.of(Region.AU915);
    Plans.apply(plan, new LinkAdrReq(3, 3, 0, 1, 7), new LinkAdrReq(3, 3, 3, 1, 0));

    uplinks(plan, 128);
    assertThat(plan.rate().index()).isEqualTo(2);
    uplinks(plan, 32);
    assertThat(plan.rate().index()).isEqualTo(2);
    assertThat(plan.enabledChannels()).hasSize(72);
  }

  @Test
  @DisplayName("From the wide channels alone there is no lower data rate before all are back")
  void fromTheWideChannels() {
    ChannelPlan plan = Plans.of(Region.US915);
    Plans.apply(plan, new LinkAdrReq(0, 4, 1, 1, 7));

    uplinks(plan, 128);
    assertThat(plan.rate().index()).isEqualTo(4);
    assertThat(plan.enabledChannels()).hasSize(72);
    uplinks(plan, 32);
    assertThat(plan.rate().index()).isEqualTo(3);
  }

  // MAC-066
  @Test
  @DisplayName("ADRParamSetupReq sets both limits in 1.1")
  void otherLimits() {
    ChannelPlan plan = Plans.of(Region.EU868, LorawanVersion.V1_1, 5);
    Plans.apply(plan, new LinkAdrReq(5, 5, 7, 1, 0), new AdrParamSetupReq(0, 2));

    uplinks(plan, 3);
    assertThat(plan.adrAckReq()).isFalse();
    uplinks(plan, 1);
    assertThat(plan.adrAckReq()).isTrue();
    assertThat(plan.txPower()).isEqualTo(5);
    uplinks(plan, 1);
    assertThat(plan.txPower()).isZero();
    uplinks(plan, 2);
    assertThat(plan.rate().index()).isEqualTo(3);
  }

  @Test
  @DisplayName("Without ADR nothing is counted")
  void withoutAdr() {
    ChannelPlan plan = new ChannelPlan(Region.EU868, LorawanVersion.V1_0_4, false, 4);

    uplinks(plan, 500);

    assertThat(plan.adrAckReq()).isFalse();
    assertThat(plan.rate().index()).isEqualTo(4);
  }

  @Test
  @DisplayName("The count survives a reset")
  void theCountIsSaved() {
    ChannelPlan plan = eu868At(5);
    uplinks(plan, 63);

    ChannelPlan again =
        ChannelPlan.load(plan.save(), Region.EU868, LorawanVersion.V1_0_4, true, 0).orElseThrow();
    again.uplink();

    assertThat(again.adrAckReq()).isTrue();
  }
}
