package dev.fuota.agent.mac.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.lorawan.CfList;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.command.LinkAdrReq;
import dev.fuota.protocol.lorawan.region.Channel;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinTest {
  private final RandomGenerator random = new SplittableRandom(3);

  // MAC-029
  @ParameterizedTest(name = "{0}: DR{1} and DR{2}")
  @CsvSource({"US915, 0, 4", "AU915, 2, 6"})
  @DisplayName(
      "With fixed channels join-requests go through the eight banks, in turns with the wide")
  void banksAndWideChannels(String region, int narrowRate, int wideRate) {
    ChannelPlan plan = Plans.of(Region.of(region).orElseThrow());
    plan.startJoin();
    for (int i = 0; i < 16; i++) {
      Send narrow = plan.nextJoin(random);
      assertThat(narrow.channelIndex() / 8).isEqualTo(i % 8);
      assertThat(narrow.rate().index()).isEqualTo(narrowRate);
      Send wide = plan.nextJoin(random);
      assertThat(wide.channelIndex()).isBetween(64, 71);
      assertThat(wide.rate().index()).isEqualTo(wideRate);
    }
  }

  // MAC-029
  @ParameterizedTest(name = "{0}: sub-band {1}")
  @CsvSource({"US915, 1, 0, 64", "US915, 2, 8, 65", "AU915, 8, 56, 71"})
  @DisplayName(
      "A device that knows the sub-band of its network joins on no channel that nobody hears there")
  void aKnownSubBandIsNotLeft(String name, int subBand, int firstNarrow, int wide) {
    ChannelPlan plan = inSubBand(Region.of(name).orElseThrow(), subBand);
    plan.startJoin();
    Set<Integer> narrow = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      narrow.add(plan.nextJoin(random).channelIndex());
      assertThat(plan.nextJoin(random).channelIndex()).isEqualTo(wide);
    }
    assertThat(narrow)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(firstNarrow, firstNarrow + 8).boxed().toList());
  }

  @Test
  @DisplayName(
      "Without the network's word its uplinks stay there too, with it they are where it says")
  void uplinksOfAKnownSubBand() {
    ChannelPlan plan = inSubBand(Region.US915, 2);
    plan.join(Plans.accept(0, 8, 1, Optional.empty()));
    assertThat(plan.enabledChannels()).containsExactly(8, 9, 10, 11, 12, 13, 14, 15, 65);

    plan.join(
        Plans.accept(0, 8, 1, Optional.of(new CfList.Masks(List.of(0, 0, 0, 0xff00, 0x80, 0, 0)))));
    assertThat(plan.enabledChannels()).containsExactly(56, 57, 58, 59, 60, 61, 62, 63, 71);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"EU868, 1", "US915, 0", "US915, 9"})
  void aSubBandThatTheRegionHasNotIsRefused(String name, int subBand) {
    assertThatThrownBy(() -> inSubBand(Region.of(name).orElseThrow(), subBand))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name + " has no sub-band " + subBand);
  }

  private static ChannelPlan inSubBand(Region region, int subBand) {
    return new ChannelPlan(
        region, LorawanVersion.V1_0_4, true, region.defaultUplinkRate(), OptionalInt.of(subBand));
  }

  // MAC-029
  @ParameterizedTest(name = "{0}, first DR{1}")
  @CsvSource({"EU868, 5, 0", "EU868, 2, 0", "IN865, 5, 0", "AS923, 5, 2", "AS923-4, 3, 2"})
  @DisplayName("With dynamic channels the data rate falls from the device's own to the lowest")
  void theRateFalls(String name, int first, int lowest) {
    Region region = Region.of(name).orElseThrow();
    ChannelPlan plan = Plans.of(region, LorawanVersion.V1_0_4, first);
    List<Send> sends = Stream.generate(() -> plan.nextJoin(random)).limit(40).toList();
    Set<Integer> channels = new HashSet<>();
    int last = first;
    for (Send send : sends) {
      assertThat(send.rate().index()).isBetween(last - 1, last);
      last = send.rate().index();
      channels.add(send.channelIndex());
    }
    assertThat(sends.get(0).rate().index()).isEqualTo(first);
    assertThat(last).isEqualTo(lowest);
    assertThat(channels).hasSize(region.defaultChannels().size());
  }

  // MAC-025
  @Test
  @DisplayName("A join begins with the region's settings: those of the last session are forgotten")
  void aJoinForgetsTheLastSession() {
    ChannelPlan plan = Plans.of(Region.EU868, LorawanVersion.V1_0_4, 5);
    Plans.answer(plan, "0533184f84" + "0805" + "0407" + "0703184f8450" + "0314080003");

    plan.startJoin();

    assertThat(plan.save()).isEqualTo(Plans.of(Region.EU868, LorawanVersion.V1_0_4, 5).save());
  }

  // MAC-025, MAC-041
  @Test
  @DisplayName("The accept sets the windows, and puts RX2 back to the region's frequency")
  void theAcceptSetsTheWindows() {
    ChannelPlan plan = Plans.of(Region.EU868);
    Plans.answer(plan, "0500184f84");

    plan.join(Plans.accept(3, 5, 7, Optional.empty()));

    assertThat(plan.rx2().frequencyHz()).isEqualTo(869_525_000);
    assertThat(plan.rx2().rate().index()).isEqualTo(5);
    assertThat(plan.rxDelay1()).hasSeconds(7);
    Send fast = new Send(0, 868_100_000, Region.EU868.dataRate(5).orElseThrow(), 16);
    assertThat(plan.rx1(fast).rate().index()).isEqualTo(2);
  }

  // MAC-027
  @Test
  @DisplayName("RX2 rate 15 keeps the region's, and so does what the region does not have")
  void settingsThatDoNotExist() {
    ChannelPlan plan = Plans.of(Region.US915);

    plan.join(Plans.accept(7, 15, 0, Optional.empty()));
    assertThat(plan.rx2().rate().index()).isEqualTo(8);
    plan.join(Plans.accept(7, 3, 0, Optional.empty()));

    assertThat(plan.rx2().rate().index()).isEqualTo(8);
    assertThat(plan.rxDelay1()).hasSeconds(1);
    Send send = plan.nextJoin(random);
    assertThat(plan.rx1(send).rate().index()).isEqualTo(10);
  }

  // MAC-011
  @Test
  @DisplayName("CFList type 0 adds channels 3..7, in AS923 2..6, with DR0..5")
  void frequencies() {
    CfList list = new CfList.Frequencies(List.of(867_100_000, 0, 867_500_000, 900_000_000, 0));
    ChannelPlan europe = Plans.of(Region.EU868);
    europe.join(Plans.accept(0, 0, 1, Optional.of(list)));
    assertThat(europe.enabledChannels()).containsExactly(0, 1, 2, 3, 5);
    assertThat(europe.definedChannel(5)).contains(new Channel(867_500_000, 0, 5));

    ChannelPlan asia = Plans.of(Region.AS923_1);
    asia.join(
        Plans.accept(
            0,
            2,
            1,
            Optional.of(
                new CfList.Frequencies(
                    List.of(922_200_000, 922_400_000, 922_600_000, 922_800_000, 923_000_000)))));
    assertThat(asia.enabledChannels()).containsExactly(0, 1, 2, 3, 4, 5, 6);
    assertThat(asia.definedChannel(6)).contains(new Channel(923_000_000, 0, 5));
  }

  // MAC-011
  @Test
  @DisplayName("CFList type 1 is the mask of the fixed channels")
  void masks() {
    ChannelPlan plan = Plans.of(Region.AU915);

    plan.join(
        Plans.accept(0, 8, 1, Optional.of(new CfList.Masks(List.of(0xff00, 0, 0, 3, 0xff02)))));

    assertThat(plan.enabledChannels()).containsExactly(8, 9, 10, 11, 12, 13, 14, 15, 48, 49, 65);
  }

  @Test
  @DisplayName("A list of the other kind, or one without a channel, changes nothing")
  void listsThatDoNotFit() {
    ChannelPlan america = Plans.of(Region.US915);
    america.join(Plans.accept(0, 8, 1, Optional.of(new CfList.Masks(List.of(0, 0, 0, 0, 0)))));
    assertThat(america.enabledChannels()).hasSize(72);
    america.join(
        Plans.accept(
            0,
            8,
            1,
            Optional.of(
                new CfList.Frequencies(
                    List.of(923_900_000, 923_900_000, 923_900_000, 923_900_000, 0)))));
    assertThat(america.enabledChannels()).hasSize(72);

    ChannelPlan europe = Plans.of(Region.EU868);
    europe.join(Plans.accept(0, 0, 1, Optional.of(new CfList.Masks(List.of(1, 0, 0, 0, 0)))));
    assertThat(europe.enabledChannels()).containsExactly(0, 1, 2);
  }

  @Test
  @DisplayName("In adaptive data rate a device goes on with the rate with which it was heard")
  void goesOnWithTheRateThatWasHeard() {
    ChannelPlan plan = Plans.of(Region.EU868, LorawanVersion.V1_0_4, 5);
    for (int i = 0; i < 7; i++) {
      plan.nextJoin(random);
    }
    plan.join(Plans.accept(0, 0, 1, Optional.empty()));
    assertThat(plan.rate().index()).isEqualTo(3);

    ChannelPlan own = new ChannelPlan(Region.EU868, LorawanVersion.V1_0_4, false, 5);
    for (int i = 0; i < 7; i++) {
      own.nextJoin(random);
    }
    own.join(Plans.accept(0, 0, 1, Optional.empty()));
    assertThat(own.rate().index()).isEqualTo(5);
  }

  @Test
  @DisplayName("A network without OptNeg makes a 1.1 device one of 1.0, until it joins again")
  void fallsBack() {
    ChannelPlan plan = Plans.of(Region.EU868, LorawanVersion.V1_1, 0);
    plan.join(Plans.accept(0, 0, 1, Optional.empty()));
    assertThat(Plans.answer(plan, "0c65")).isEmpty();
    Plans.apply(plan, new LinkAdrReq(0, 0, 7, 3, 0), new LinkAdrReq(0, 0, 7, 0, 0));
    assertThat(plan.nbTrans()).isEqualTo(1);

    plan.join(new JoinAccept(2, 0, new DevAddr(1), true, 0, 0, 1, Optional.empty()));
    assertThat(Plans.answer(plan, "0c65")).isEqualTo("0c");
  }
}
