package dev.fuota.agent.mac.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.command.LinkAdrReq;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.NewChannelReq;
import dev.fuota.protocol.lorawan.command.TxParamSetupReq;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileCommandsTest {
  private static final int DOWNLINKS = 1500;
  private static final int[] CIDS = {3, 3, 3, 4, 5, 6, 7, 7, 8, 9, 10, 12, 15, 17, 19};

  static Stream<Arguments> devices() {
    return Region.ALL.stream()
        .flatMap(
            region ->
                Stream.of(LorawanVersion.V1_0_4, LorawanVersion.V1_1)
                    .map(version -> Arguments.of(region, version)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("devices")
  @DisplayName("Whatever octets arrive as commands, the device can send, and what it saves is good")
  void anyOctetsLeaveAWorkingDevice(Region region, LorawanVersion version) {
    RandomGenerator random = new SplittableRandom(region.name().hashCode());
    ChannelPlan plan = Plans.of(region, version, region.defaultUplinkRate());
    Instant now = Instant.EPOCH;
    for (int i = 0; i < DOWNLINKS; i++) {
      Plans.answer(plan, octets(random));
      for (int uplinks = random.nextInt(3); uplinks > 0; uplinks--) {
        plan.uplink();
      }
      Plans.assertWorks(plan);
      now = plan.freeAt(now);
      Send send = plan.nextSend(now, random).orElseThrow();
      assertThat(plan.rx1(send).rate()).isNotNull();
      plan.sent(send, Duration.ofMillis(50), now);
      Bytes saved = plan.save();
      ChannelPlan again =
          ChannelPlan.load(saved, region, version, true, region.defaultUplinkRate()).orElseThrow();
      assertThat(again.save()).isEqualTo(saved);
    }
  }

  /** Commands with any contents, at times cut or followed by octets that are none. */
  private static String octets(RandomGenerator random) {
    StringBuilder hex = new StringBuilder();
    int commands = 1 + random.nextInt(4);
    for (int i = 0; i < commands; i++) {
      hex.append(String.format("%02x", CIDS[random.nextInt(CIDS.length)]));
      for (int octets = random.nextInt(6); octets > 0; octets--) {
        hex.append(String.format("%02x", random.nextInt(256)));
      }
    }
    return hex.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0300000001", "0350000060", "0300000070", "0300000071", "03000000ff"})
  @DisplayName("No mask and no control switches off what a device sends with")
  void allChannelsOff(String command) {
    for (Region region : Region.ALL) {
      ChannelPlan plan = Plans.of(region);
      Plans.answer(plan, command);
      Plans.assertWorks(plan);
    }
  }

  @Test
  @DisplayName("When the only channel that is on is removed, the default ones come back")
  void theLastChannelIsRemoved() {
    ChannelPlan plan = Plans.of(Region.EU868);
    Plans.apply(plan, new NewChannelReq(3, 867_100_000, 0, 5), Plans.mask(0, 8));
    assertThat(plan.enabledChannels()).containsExactly(3);

    Plans.apply(plan, new NewChannelReq(3, 0, 0, 0));

    assertThat(plan.enabledChannels()).containsExactly(0, 1, 2);
  }

  @Test
  @DisplayName("When the channel forbids the data rate, the next lower one is used, or the next")
  void theChannelForbidsTheRate() {
    ChannelPlan plan = Plans.of(Region.EU868, LorawanVersion.V1_0_4, 3);
    Plans.apply(plan, new NewChannelReq(3, 867_100_000, 0, 5), Plans.mask(0, 8));

    Plans.apply(plan, new NewChannelReq(3, 867_100_000, 0, 1));
    assertThat(plan.rate().index()).isEqualTo(1);

    Plans.apply(plan, new NewChannelReq(3, 867_100_000, 4, 7));
    assertThat(plan.rate().index()).isEqualTo(4);
    assertThat(plan.enabledChannels()).containsExactly(3);
  }

  @Test
  @DisplayName("When dwell time forbids all that the channels allow, the default ones come back")
  void dwellTimeForbidsTheChannels() {
    ChannelPlan plan = Plans.of(Region.AS923_1);
    List<MacCommand> answers =
        Plans.apply(
            plan,
            new TxParamSetupReq(5, false, false),
            new NewChannelReq(2, 923_600_000, 0, 1),
            new LinkAdrReq(0, 1, 4, 1, 0));
    assertThat(answers).hasSize(3);
    assertThat(plan.enabledChannels()).containsExactly(2);

    Plans.apply(plan, new TxParamSetupReq(5, true, false));

    assertThat(plan.enabledChannels()).containsExactly(0, 1, 2);
    assertThat(plan.rate().index()).isEqualTo(2);
  }

  @Test
  @DisplayName("A command that was cut has no answer and no effect; what came before it has")
  void aCutBlock() {
    ChannelPlan plan = Plans.of(Region.EU868);

    assertThat(Plans.answer(plan, "0351010002" + "03510200")).isEqualTo("0307");
    assertThat(plan.enabledChannels()).containsExactly(0);
    assertThat(Plans.answer(plan, "03")).isEmpty();
    assertThat(Plans.answer(plan, "ff0300070001")).isEmpty();
  }
}
