package dev.fuota.agent.mac.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.command.LinkAdrReq;
import dev.fuota.protocol.lorawan.command.NewChannelReq;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkAdrTest {
  // MAC-069
  @Test
  @DisplayName("Contiguous commands are one change: a bad one among them stops all of it")
  void aBlockIsAtomic() {
    ChannelPlan plan = Plans.of(Region.US915);

    // all off; channels 8..15 on; wide channel 65 on
    assertThat(Plans.answer(plan, "0310000070" + "031000ff00" + "031f020041"))
        .isEqualTo("030703070307");
    assertThat(plan.enabledChannels()).containsExactly(8, 9, 10, 11, 12, 13, 14, 15, 65);

    assertThat(Plans.answer(plan, "031fffff01" + "032e000071")).isEqualTo("03040304");
    assertThat(plan.enabledChannels()).hasSize(9);
    assertThat(plan.rate().index()).isEqualTo(1);
  }

  // MAC-069
  @Test
  @DisplayName("A command in between begins another block, with its own answer")
  void anotherCommandEndsABlock() {
    ChannelPlan plan = Plans.of(Region.EU868);

    assertThat(Plans.answer(plan, "0300010001" + "0401" + "0300000001"))
        .isEqualTo("0307" + "04" + "0304");
    assertThat(plan.enabledChannels()).containsExactly(0);
  }

  @Test
  @DisplayName("Data rate, power and repetitions are those of the last command")
  void theLastCommandCounts() {
    ChannelPlan plan = Plans.of(Region.EU868);

    assertThat(Plans.answer(plan, "0322010005" + "0353070003")).isEqualTo("03070307");
    assertThat(plan.rate().index()).isEqualTo(5);
    assertThat(plan.txPower()).isEqualTo(3);
    assertThat(plan.eirpDbm()).isEqualTo(10);
    assertThat(plan.nbTrans()).isEqualTo(3);
    assertThat(plan.enabledChannels()).containsExactly(0, 1, 2);
  }

  // MAC-072
  @Test
  @DisplayName("15 keeps data rate and power")
  void fifteenKeeps() {
    ChannelPlan plan = Plans.of(Region.EU868);
    Plans.answer(plan, "0345070002");

    assertThat(Plans.answer(plan, "03ff030001")).isEqualTo("0307");
    assertThat(plan.rate().index()).isEqualTo(4);
    assertThat(plan.txPower()).isEqualTo(5);
    assertThat(plan.nbTrans()).isEqualTo(1);
    assertThat(plan.enabledChannels()).containsExactly(0, 1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"03ff000001, 0306", "03ff000101, 0306", "03ff070031, 0306", "03f8000001, 0302"})
  @DisplayName("A data rate that is kept is no reason to refuse where the mask is one")
  void aKeptRateIsNotRefused(String request, String answer) {
    assertThat(Plans.answer(Plans.of(Region.EU868), request)).isEqualTo(answer);
  }

  // MAC-072
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"V1_0_3, 1", "V1_0_4, 1", "V1_1, 3"})
  @DisplayName("No NbTrans is one transmission before 1.1, and as many as before in it")
  void noNbTrans(LorawanVersion version, int expected) {
    ChannelPlan plan = Plans.of(Region.EU868, version, 0);
    Plans.answer(plan, "03ff070003");

    Plans.answer(plan, "03ff070000");

    assertThat(plan.nbTrans()).isEqualTo(expected);
  }

  @Test
  @DisplayName("Without ADR a device takes the mask, and keeps the rest whatever is asked for")
  void withoutAdrOnlyTheMaskIsTaken() {
    ChannelPlan plan = new ChannelPlan(Region.EU868, LorawanVersion.V1_0_4, false, 2);

    assertThat(Plans.answer(plan, "03ee020009")).isEqualTo("0307");
    assertThat(plan.enabledChannels()).containsExactly(1);
    assertThat(plan.rate().index()).isEqualTo(2);
    assertThat(plan.txPower()).isZero();
    assertThat(plan.nbTrans()).isEqualTo(1);

    assertThat(Plans.answer(plan, "0300000001")).isEqualTo("0304");
    assertThat(plan.enabledChannels()).containsExactly(1);
  }

  @Test
  @DisplayName("Without ADR a mask that leaves no channel for the device's data rate is refused")
  void withoutAdrTheRateMustStayPossible() {
    ChannelPlan plan = new ChannelPlan(Region.EU868, LorawanVersion.V1_0_4, false, 2);
    Plans.apply(plan, new NewChannelReq(3, 867_100_000, 5, 5));

    assertThat(Plans.answer(plan, "0350080001")).isEqualTo("0305");
    assertThat(plan.enabledChannels()).containsExactly(0, 1, 2, 3);
  }

  @ParameterizedTest(name = "{0} DR{1}, narrow mask {2}: {3}")
  @CsvSource({
    "US915, 3, 1, 06", "US915, 3, 3, 07", "US915, 4, 1, 07",
    "AU915, 5, 1, 06", "AU915, 5, 3, 07", "AU915, 6, 1, 07"
  })
  @DisplayName("With a data rate of the narrow channels two of them must be left")
  void twoNarrowChannels(String region, int rate, int narrow, String status) {
    ChannelPlan plan = Plans.of(Region.of(region).orElseThrow());

    assertThat(
            Plans.apply(
                plan, new LinkAdrReq(0, rate, 1, 1, 7), new LinkAdrReq(0, rate, narrow, 1, 0)))
        .hasSize(2);
    assertThat(plan.enabledChannels())
        .hasSize(status.equals("07") ? 1 + Integer.bitCount(narrow) : 72);
  }

  @ParameterizedTest(name = "control {0}, mask {1}")
  @CsvSource({
    "0, 00ff, 0, 8",
    "1, 0003, 16, 18",
    "2, 8001, 32, 48",
    "3, ffff, 48, 64",
    "4, 0003, 64, 66",
    "4, ff03, 64, 66"
  })
  @DisplayName("Controls 0..4 switch sixteen channels, or the wide ones")
  void partsOfTheFixedPlan(int control, String mask, int first, int end) {
    ChannelPlan plan = Plans.of(Region.US915);
    int bits = Integer.parseInt(mask, 16);

    Plans.apply(plan, Plans.mask(control, bits));

    int width = control == 4 ? 8 : 16;
    assertThat(plan.enabledChannels())
        .containsExactlyElementsOf(
            IntStream.range(0, 72)
                .filter(
                    i ->
                        i / 16 != control
                            || (i - 16 * control < width && (bits >> (i - 16 * control) & 1) != 0))
                .boxed()
                .toList())
        .contains(first, end - 1);
  }

  // MAC-071
  @Test
  @DisplayName("Control 5 switches banks of eight narrow channels with their wide channel")
  void banks() {
    ChannelPlan plan = Plans.of(Region.AU915);

    assertThat(Plans.apply(plan, Plans.mask(5, 0b1000_0010))).hasSize(1);
    assertThat(plan.enabledChannels())
        .containsExactly(8, 9, 10, 11, 12, 13, 14, 15, 56, 57, 58, 59, 60, 61, 62, 63, 65, 71);
  }

  @Test
  @DisplayName(
      "Control 6 switches all narrow channels on, 7 all off; the mask is for the wide ones")
  void allOnAndAllOff() {
    ChannelPlan plan = Plans.of(Region.US915);

    assertThat(Plans.apply(plan, new LinkAdrReq(0, 4, 2, 1, 7))).hasSize(1);
    assertThat(plan.enabledChannels()).containsExactly(65);
    assertThat(Plans.apply(plan, new LinkAdrReq(0, 3, 0, 1, 6))).hasSize(1);
    assertThat(plan.enabledChannels()).hasSize(64).doesNotContain(65);
  }

  // MAC-090
  @Test
  @DisplayName("With uplink dwell time a rate that could carry nothing is refused")
  void dwellTimeForbidsSlowRates() {
    ChannelPlan plan = Plans.of(Region.AS923_1);

    assertThat(Plans.answer(plan, "0310030001")).isEqualTo("0305");
    Plans.answer(plan, "0905"); // dwell time off
    assertThat(Plans.answer(plan, "0310030001")).isEqualTo("0307");
    assertThat(plan.rate().index()).isEqualTo(1);
  }

  // MAC-070
  @Test
  @DisplayName("A power below the weakest is refused")
  void powersOfTheRegion() {
    assertThat(Plans.answer(Plans.of(Region.US915), "030eff0001")).isEqualTo("0307");
    assertThat(Plans.answer(Plans.of(Region.IN865), "030a070001")).isEqualTo("0307");
    assertThat(Plans.answer(Plans.of(Region.IN865), "030b070001")).isEqualTo("0303");
    assertThat(Plans.answer(Plans.of(Region.EU868), "0308070001")).isEqualTo("0303");
  }
}
