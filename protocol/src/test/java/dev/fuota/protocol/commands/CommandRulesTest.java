package dev.fuota.protocol.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.clocksync.ClockSyncDownlink;
import dev.fuota.protocol.clocksync.DeviceAppTimePeriodicityReq;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.DevUpgradeImageAns;
import dev.fuota.protocol.firmware.FirmwareUplink;
import dev.fuota.protocol.fragmentation.DataFragment;
import dev.fuota.protocol.fragmentation.FragSessionSetupAns;
import dev.fuota.protocol.fragmentation.FragSessionSetupReq;
import dev.fuota.protocol.fragmentation.FragmentationDownlink;
import dev.fuota.protocol.fragmentation.FragmentationUplink;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.multicast.McClassBSessionReq;
import dev.fuota.protocol.multicast.McClassCSessionAns;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.McGroupSetupAns;
import dev.fuota.protocol.multicast.McGroupSetupReq;
import dev.fuota.protocol.multicast.McGroupStatusAns;
import dev.fuota.protocol.multicast.McGroupStatusAns.Group;
import dev.fuota.protocol.multicast.McGroupStatusReq;
import dev.fuota.protocol.multicast.MulticastDownlink;
import dev.fuota.protocol.multicast.MulticastUplink;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRulesTest {
  private static final DevAddr ADDRESS = DevAddr.fromHex("01020304");

  @Test
  @DisplayName("TS005: reserved bits are ignored and sent zero")
  void reservedBitsAreIgnored() {
    McGroupSetupAns answer = new McGroupSetupAns(2, true);

    assertThat(
            MulticastUplink.commands(PackageVersion.V1).decodeAll(Bytes.fromHex("02fe")).commands())
        .containsExactly(answer);
    assertThat(answer.encode()).hasToString("0206");
  }

  @Test
  @DisplayName("TS004: a DataFragment takes all the rest of its payload")
  void aDataFragmentTakesTheRest() {
    assertThat(
            FragmentationDownlink.commands(PackageVersion.V1)
                .decodeAll(Bytes.fromHex("0801400105"))
                .commands())
        .containsExactly(new DataFragment(1, 1, Bytes.fromHex("0105")));
  }

  @Test
  @DisplayName("TS004: fragments are numbered from 1")
  void thereIsNoFragmentZero() {
    var decoded =
        FragmentationDownlink.commands(PackageVersion.V1).decodeAll(Bytes.fromHex("08004001"));

    assertThat(decoded.defect().orElseThrow().reason()).isEqualTo(Decoded.Reason.BAD_VALUE);
    assertRefused(() -> new DataFragment(1, 0, Bytes.EMPTY));
    assertRefused(() -> new DataFragment(1, FragmentationDownlink.FRAGMENTS_MAX + 1, Bytes.EMPTY));
  }

  @ParameterizedTest(name = "blockAckDelay {0}: at most {1} s")
  @CsvSource({"0, 16", "1, 32", "7, 2048"})
  @DisplayName("TS004: answers wait at most 2^(BlockAckDelay+4) s")
  void answersAreSpreadOverTheBlockAckDelay(int blockAckDelay, long seconds) {
    FragSessionSetupReq setup =
        new FragSessionSetupReq(0b0101, 0, 20, 50, blockAckDelay, 0, 7, Bytes.fromHex("4d000000"));

    assertThat(setup.answerDelayMax()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(setup.blockLength()).isEqualTo(993);
    assertThat(setup.admitsGroup(0)).isTrue();
    assertThat(setup.admitsGroup(1)).isFalse();
    assertThat(setup.admitsGroup(2)).isTrue();
  }

  @ParameterizedTest(name = "status {0} accepts: {1}")
  @CsvSource({"00, true", "c0, true", "01, false", "02, false", "04, false", "08, false"})
  @DisplayName("TS004: any error bit means that there is no session")
  void anySetupErrorIsARefusal(String status, boolean accepted) {
    var answers =
        FragmentationUplink.commands(PackageVersion.V1)
            .decodeAll(Bytes.fromHex("02" + status))
            .commands();

    assertThat(answers)
        .singleElement()
        .isInstanceOfSatisfying(
            FragSessionSetupAns.class, ans -> assertThat(ans.accepted()).isEqualTo(accepted));
  }

  @Test
  @DisplayName("TS005: TimeToStart goes with acceptance, and with nothing else")
  void aRefusedSessionHasNoTimeToStart() {
    assertThat(McClassCSessionAns.accepted(1, McClassCSessionAns.TIME_UNKNOWN).encode())
        .hasToString("0401ffffff");
    assertThat(McClassCSessionAns.refused(1, true, false, false).encode()).hasToString("0405");
    assertRefused(() -> McClassCSessionAns.refused(1, false, false, false));
    assertRefused(() -> new McClassCSessionAns(1, false, true, false, OptionalInt.of(5)));
    assertRefused(() -> McClassCSessionAns.accepted(1, 1 << 24));
  }

  @Test
  @DisplayName("TS005: the groups of a status are those of its mask, ascending")
  void aStatusWithOtherGroupsThanItsMaskIsMalformed() {
    for (String hex : List.of("01110104030201", "012301040302010004030201")) {
      var decoded = MulticastUplink.commands(PackageVersion.V1).decodeAll(Bytes.fromHex(hex));
      assertThat(decoded.defect().orElseThrow().reason()).isEqualTo(Decoded.Reason.BAD_VALUE);
    }
    assertRefused(
        () -> new McGroupStatusAns(2, List.of(new Group(1, ADDRESS), new Group(1, ADDRESS))));
  }

  @Test
  @DisplayName("TS005: a status request names groups by a mask")
  void aStatusRequestAsksForTheGroupsOfItsMask() {
    McGroupStatusReq request = new McGroupStatusReq(0b1001);

    assertThat(request.asksFor(0)).isTrue();
    assertThat(request.asksFor(1)).isFalse();
    assertThat(request.asksFor(3)).isTrue();
  }

  @Test
  @DisplayName("TS005: the lengths of sessions")
  void sessionsLastAPowerOfTwo() {
    assertThat(new McClassCSessionReq(0, 0, 15, 868_100_000, 5).length())
        .isEqualTo(Duration.ofSeconds(32_768));
    assertThat(new McClassBSessionReq(0, 0, 3, 0, 0, 5).length())
        .isEqualTo(Duration.ofSeconds(1_024));
  }

  @ParameterizedTest(name = "{0} Hz is {1} on air")
  @CsvSource({
    "0, 000000",
    "100, 010000",
    "868100000, 287684",
    "1199999900, ff1ab7",
    "2400000000, 001bb7",
    "2479000000, f821bd",
    "3355443000, ffffff"
  })
  @DisplayName("TS005: DLFrequ counts 100 Hz, and 200 Hz for the band at 2.4 GHz")
  void frequenciesHaveTwoUnits(long frequencyHz, String field) {
    McClassCSessionReq request = new McClassCSessionReq(0, 0, 0, frequencyHz, 5);

    assertThat(request.encode()).hasToString("04000000000000" + field + "05");
    assertThat(MulticastDownlink.commands(PackageVersion.V1).decodeAll(request.encode()).commands())
        .containsExactly(request);
  }

  @ParameterizedTest
  @ValueSource(longs = {-100, 50, 1_200_000_000, 2_399_999_900L, 2_400_000_100L, 3_355_443_200L})
  void aFrequencyThatTheFieldCannotHoldIsRefused(long frequencyHz) {
    assertRefused(() -> new McClassCSessionReq(0, 0, 0, frequencyHz, 5));
  }

  @Test
  @DisplayName("TS006: a version goes with a valid image, and with nothing else")
  void onlyAValidImageHasAVersion() {
    assertThat(DevUpgradeImageAns.valid(0xffff_ffffL).encode()).hasToString("0403ffffffff");
    assertThat(FirmwareUplink.COMMANDS.decodeAll(Bytes.fromHex("04fc")).commands())
        .containsExactly(DevUpgradeImageAns.without(DevUpgradeImageAns.NO_IMAGE));
    assertRefused(() -> DevUpgradeImageAns.without(DevUpgradeImageAns.VALID_IMAGE));
    assertRefused(() -> new DevUpgradeImageAns(DevUpgradeImageAns.NO_IMAGE, OptionalLong.of(1)));
  }

  @Test
  @DisplayName("TS003: the period is 128 s * 2^Period")
  void theTimePeriodIsAPowerOfTwo() {
    assertThat(new DeviceAppTimePeriodicityReq(0).interval()).isEqualTo(Duration.ofSeconds(128));
    assertThat(new DeviceAppTimePeriodicityReq(15).interval())
        .isEqualTo(Duration.ofSeconds(4_194_304));
  }

  @Test
  void constantsAreThoseOfThePackages() {
    assertThat(ClockSyncDownlink.DEFAULT_FPORT).isEqualTo(202);
    assertThat(MulticastDownlink.DEFAULT_FPORT).isEqualTo(200);
    assertThat(FragmentationDownlink.DEFAULT_FPORT).isEqualTo(201);
    assertThat(FirmwareUplink.DEFAULT_FPORT).isEqualTo(203);
  }

  @Test
  void recordsThatCannotBeSentCannotBeMade() {
    Bytes key = Bytes.of(new byte[16]);
    assertRefused(() -> new McGroupSetupReq(4, ADDRESS, key, 0, 1));
    assertRefused(() -> new McGroupSetupReq(0, ADDRESS, Bytes.EMPTY, 0, 1));
    assertRefused(() -> new McGroupSetupReq(0, ADDRESS, key, -1, 1));
    assertRefused(() -> new McGroupSetupReq(0, ADDRESS, key, 0, 1L << 32));
    assertRefused(() -> new FragSessionSetupReq(0, 0, 1, 256, 0, 0, 0, Bytes.of(new byte[4])));
    assertRefused(() -> new FragSessionSetupReq(0, 0, 1, 1, 0, 0, 0, Bytes.of(new byte[3])));
  }

  private static void assertRefused(ThrowingCallable making) {
    assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class);
  }
}
