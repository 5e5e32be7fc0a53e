package dev.fuota.agent.mac.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.command.DevStatusAns;
import dev.fuota.protocol.lorawan.command.DevStatusReq;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.NewChannelReq;
import dev.fuota.protocol.lorawan.command.TxParamSetupReq;
import dev.fuota.protocol.lorawan.region.Channel;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandAnswersTest {
  private static final Instant NOW = Instant.EPOCH;

  /** Commands that another version or region has, with those whose answers are elsewhere. */
  // MAC-061
  @ParameterizedTest(name = "{0} {1}: {2} -> {3}")
  @CsvSource({
    "EU868, V1_0_4, 0920, ''",
    "US915, V1_0_4, 0920, ''",
    "IN865, V1_0_4, 0920, ''",
    "AS923-3, V1_0_4, 0920, 09",
    "AU915, V1_0_4, 0920, 09",
    "US915, V1_0_4, 0703184f8450, ''",
    "AU915, V1_0_4, 0703184f8450, ''",
    "US915, V1_0_4, 0a00184f84, ''",
    "AU915, V1_1, 0a00184f84, ''",
    "EU868, V1_0_4, 0c65, ''",
    "EU868, V1_0_3, 0c65, ''",
    "EU868, V1_1, 0c65, 0c",
    "EU868, V1_0_4, 0f00, ''",
    "US915, V1_1, 0f00, 0f01",
    "EU868, V1_1, 0e0000, ''",
    "EU868, V1_1, 0101, ''",
    "EU868, V1_1, 0b01, ''",
    "EU868, V1_1, 2000, ''",
    "EU868, V1_0_4, 021403, ''",
    "EU868, V1_0_4, 0d0102030405, ''",
    "EU868, V1_0_4, 10, ''",
    "EU868, V1_0_4, 06, 06ff00",
    "EU868, V1_0_4, 0805, 08"
  })
  void answersWhatRegionAndVersionHave(
      String region, LorawanVersion version, String downlink, String answer) {
    Region its = Region.of(region).orElseThrow();

    assertThat(Plans.answer(Plans.of(its, version, its.defaultUplinkRate()), downlink))
        .isEqualTo(answer);
  }

  // MAC-055
  @Test
  @DisplayName("Answers come in the order of the commands, up to one that cannot be read")
  void answersInOrder() {
    ChannelPlan plan = Plans.of(Region.EU868);

    assertThat(Plans.answer(plan, "08030601040a")).isEqualTo("0806ff00");
    assertThat(Plans.answer(plan, "0803" + "06" + "0401" + "0572"))
        .isEqualTo("08" + "06ff00" + "04");
  }

  // MAC-062
  @ParameterizedTest(name = "delay {0}: {1} s")
  @CsvSource({"00, 1", "01, 1", "05, 5", "0f, 15", "f3, 3"})
  void rxTimingSetup(String delay, int seconds) {
    ChannelPlan plan = Plans.of(Region.US915);

    assertThat(Plans.answer(plan, "08" + delay)).isEqualTo("08");
    assertThat(plan.rxDelay1()).hasSeconds(seconds);
  }

  /** Region, offset and rate octet, frequency in 100 Hz, status. */
  // MAC-059
  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource({
    "EU868, 53, 8695250, 7",
    "EU868, 63, 8695250, 3",
    "EU868, 58, 8695250, 5",
    "EU868, 50, 8686500, 6",
    "EU868, 50, 8692990, 6",
    "US915, 38, 9239000, 7",
    "US915, 30, 9239000, 5",
    "US915, 48, 9239000, 3",
    "US915, 38, 9240000, 6",
    "US915, 38, 9281000, 6",
    "AU915, 5d, 9275000, 7",
    "AU915, 56, 9275000, 5",
    "AU915, 6d, 9275000, 3",
    "AS923-1, 72, 9232000, 7",
    "AS923-4, 72, 9173000, 7",
    "AS923-4, 72, 9232000, 6",
    "IN865, 77, 8665500, 7",
    "IN865, 76, 8665500, 5",
    "IN865, 70, 8680000, 6"
  })
  @DisplayName("RXParamSetupReq is done if frequency, data rate and offset are the region's")
  void rxParamSetup(String region, String settings, int units, int status) {
    Region its = Region.of(region).orElseThrow();
    ChannelPlan plan = Plans.of(its);
    String frequency = littleEndian(units);

    assertThat(Plans.answer(plan, "05" + settings + frequency)).isEqualTo("050" + status);
    boolean done = status == 7;
    assertThat(plan.rx2().frequencyHz()).isEqualTo(done ? 100 * units : its.rx2FrequencyHz());
    assertThat(plan.rx2().rate().index())
        .isEqualTo(done ? Integer.parseInt(settings, 16) & 15 : its.rx2Rate());
  }

  private static String littleEndian(int units) {
    return String.format("%02x%02x%02x", units & 255, units >> 8 & 255, units >> 16);
  }

  // MAC-059
  @Test
  @DisplayName("The offset of RXParamSetupReq lowers the data rate of RX1")
  void rx1Offset() {
    ChannelPlan plan = Plans.of(Region.EU868, LorawanVersion.V1_0_4, 5);
    Send send = plan.nextSend(NOW, new SplittableRandom(1)).orElseThrow();
    assertThat(plan.rx1(send).rate().index()).isEqualTo(5);

    Plans.answer(plan, "0533d2ad84");

    assertThat(plan.rx1(send).rate().index()).isEqualTo(2);
    assertThat(plan.rx1(send).frequencyHz()).isEqualTo(send.frequencyHz());
  }

  // MAC-060
  @ParameterizedTest(name = "SNR {0}: margin {1}")
  @CsvSource({"-40, -32", "-32, -32", "-7, -7", "0, 0", "31, 31", "90, 31"})
  void devStatus(int snr, int margin) {
    List<MacCommand> answers =
        Plans.of(Region.EU868).apply(List.of(new DevStatusReq()), new CommandContext(snr, 77));

    assertThat(answers).containsExactly(new DevStatusAns(77, margin));
  }

  @Test
  void aBatteryHasALevelFrom0To255() {
    assertThatThrownBy(() -> new CommandContext(0, 256))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CommandContext(0, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** On channel 1, which is 868.3 MHz with DR0..5. */
  // MAC-061
  @ParameterizedTest(name = "{0}, DR{1}..{2}")
  @CsvSource({
    "868_300_000, 0, 5",
    "868_300_000, 0, 7",
    "867_100_000, 0, 5",
    "867_100_000, 0, 7",
    "867_100_000, 3, 5",
    "0, 0, 5"
  })
  @DisplayName("A default channel stays as it is, and both bits say so whatever is asked")
  void defaultChannelsStay(String hz, int min, int max) {
    ChannelPlan plan = Plans.of(Region.EU868);
    String request =
        "0701"
            + littleEndian(Integer.parseInt(hz.replace("_", "")) / 100)
            + String.format("%d%d", max, min);

    assertThat(Plans.answer(plan, request)).isEqualTo("0700");
    assertThat(plan.definedChannel(1)).contains(new Channel(868_300_000, 0, 5));
    assertThat(plan.enabledChannels()).containsExactly(0, 1, 2);
  }

  // MAC-061
  @Test
  @DisplayName("A new channel is on; one without a frequency is gone, also from the mask")
  void channelsComeAndGo() {
    ChannelPlan plan = Plans.of(Region.IN865);

    assertThat(Plans.answer(plan, "070f" + littleEndian(8665500) + "71")).isEqualTo("0703");
    assertThat(plan.definedChannel(15)).contains(new Channel(866_550_000, 1, 7));
    assertThat(plan.enabledChannels()).containsExactly(0, 1, 2, 15);

    assertThat(Plans.answer(plan, "0710" + littleEndian(8665500) + "71")).isEqualTo("0700");
    assertThat(Plans.answer(plan, "070f00000071")).isEqualTo("0703");
    assertThat(plan.definedChannel(15)).isEmpty();
    assertThat(plan.enabledChannels()).containsExactly(0, 1, 2);
  }

  @ParameterizedTest(name = "DR{0}..{1}: {2}")
  @CsvSource({"0, 6, 0701", "6, 6, 0701", "0, 7, 0703", "4, 3, 0701", "0, 8, 0701", "15, 15, 0701"})
  @DisplayName("A channel takes data rates that devices of the region have")
  void rangesOfAChannel(int min, int max, String answer) {
    String range = Integer.toHexString(max) + Integer.toHexString(min);

    assertThat(Plans.answer(Plans.of(Region.IN865), "0703" + littleEndian(8665500) + range))
        .isEqualTo(answer);
  }

  // MAC-064
  @Test
  @DisplayName("DlChannelReq moves RX1 of one channel, until the channel is made anew")
  void dlChannel() {
    ChannelPlan plan = Plans.of(Region.EU868);
    Plans.apply(plan, new NewChannelReq(3, 867_100_000, 0, 5), Plans.mask(0, 8));
    Send send = plan.nextSend(NOW, new SplittableRandom(1)).orElseThrow();

    assertThat(Plans.answer(plan, "0a03" + littleEndian(8695250))).isEqualTo("0a03");
    assertThat(plan.rx1(send).frequencyHz()).isEqualTo(869_525_000);

    Plans.apply(plan, new NewChannelReq(3, 867_100_000, 0, 5));
    assertThat(plan.rx1(send).frequencyHz()).isEqualTo(867_100_000);
  }

  // MAC-063
  @Test
  @DisplayName("TXParamSetupReq sets both dwell times and the power, never above the region's")
  void txParamSetup() {
    ChannelPlan plan = Plans.of(Region.AS923_1);
    assertThat(plan.maxPayload()).isEqualTo(11);

    Plans.apply(plan, new TxParamSetupReq(2, false, true));
    assertThat(plan.maxPayload()).isEqualTo(115);
    assertThat(plan.eirpDbm()).isEqualTo(12);
    Plans.answer(plan, "0307030001");
    assertThat(plan.eirpDbm()).isEqualTo(-2);
    Send slow = plan.nextSend(NOW, new SplittableRandom(1)).orElseThrow();
    assertThat(slow.rate().index()).isZero();
    assertThat(plan.rx1(slow).rate().index()).isEqualTo(2);

    Plans.apply(plan, new TxParamSetupReq(15, true, false));
    assertThat(plan.rate().index()).isEqualTo(2);
    assertThat(plan.eirpDbm()).isEqualTo(16 - 14);
  }

  @Test
  @DisplayName("With downlink dwell time RX2 needs a data rate that can carry something")
  void downlinkDwell() {
    ChannelPlan plan = Plans.of(Region.AS923_1);
    String slow = "0501" + littleEndian(9232000);

    assertThat(Plans.answer(plan, slow)).isEqualTo("0507");
    assertThat(Plans.answer(plan, "0925" + slow)).isEqualTo("09" + "0505");
  }

  // MAC-068
  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource({
    "EU868, 0, 3, 3",
    "EU868, 8681000, 5, 3",
    "EU868, 8681000, 9, 1",
    "EU868, 8700001, 5, 2",
    "US915, 9275000, 8, 3",
    "US915, 9023000, 8, 2",
    "US915, 9275000, 0, 1"
  })
  void pingSlotChannel(String region, int units, int rate, int status) {
    Region its = Region.of(region).orElseThrow();
    ChannelPlan plan = Plans.of(its);

    assertThat(Plans.answer(plan, "11" + littleEndian(units) + "0" + rate))
        .isEqualTo("110" + status);
    assertThat(plan.classB())
        .isEqualTo(
            status == 3
                ? new ClassBSettings(100 * units, rate, 0)
                : new ClassBSettings(0, its.beacon().pingRate(), 0));
  }

  // MAC-068
  @Test
  void beaconFreq() {
    ChannelPlan plan = Plans.of(Region.EU868);

    assertThat(Plans.answer(plan, "13" + littleEndian(8691000))).isEqualTo("1301");
    assertThat(plan.classB().beaconFrequencyHz()).isEqualTo(869_100_000);
    assertThat(Plans.answer(plan, "13" + littleEndian(9000000))).isEqualTo("1300");
    assertThat(plan.classB().beaconFrequencyHz()).isEqualTo(869_100_000);
    assertThat(Plans.answer(plan, "13000000")).isEqualTo("1301");
    assertThat(plan.classB().beaconFrequencyHz()).isZero();
  }

  @Test
  void rejoinParamSetup() {
    ChannelPlan plan = Plans.of(Region.EU868, LorawanVersion.V1_1, 0);

    Plans.answer(plan, "0f21");

    assertThat(plan.rejoin().maxTime()).hasSeconds(4096);
    assertThat(plan.rejoin().maxUplinks()).isEqualTo(32);
  }
}
