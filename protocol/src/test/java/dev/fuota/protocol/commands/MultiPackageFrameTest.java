package dev.fuota.protocol.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fuota.protocol.clocksync.AppTimeAns;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.codec.Decoded.Reason;
import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.firmware.DevVersionAns;
import dev.fuota.protocol.firmware.DevVersionReq;
import dev.fuota.protocol.fragmentation.FragSessionStatusAnsV2;
import dev.fuota.protocol.multicast.McGroupDeleteReq;
import dev.fuota.protocol.multipackage.DevPackageReq;
import dev.fuota.protocol.multipackage.MultiPackBufferFrag;
import dev.fuota.protocol.multipackage.MultiPackBufferReq;
import dev.fuota.protocol.multipackage.MultiPackageFrame;
import dev.fuota.protocol.multipackage.MultiPackageFrame.Item;
import dev.fuota.protocol.packages.ApplicationPackage;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultiPackageFrameTest {
  private static final Map<Integer, CommandTable<? extends Command>> DOWN =
      packages(PackageVersion.V2, Direction.DOWN);
  private static final Map<Integer, CommandTable<? extends Command>> UP =
      packages(PackageVersion.V2, Direction.UP);

  private static Map<Integer, CommandTable<? extends Command>> packages(
      PackageVersion version, Direction direction) {
    return Stream.of(ApplicationPackage.values())
        .filter(one -> one != ApplicationPackage.MULTI_PACKAGE)
        .collect(Collectors.toMap(ApplicationPackage::id, one -> one.commands(version, direction)));
  }

  private static MultiPackageFrame down(String hex) {
    return MultiPackageFrame.readDownlink(Bytes.fromHex(hex), DOWN);
  }

  private static MultiPackageFrame up(String hex) {
    return MultiPackageFrame.readUplink(Bytes.fromHex(hex), UP);
  }

  // TS007-01, TS007-02
  @Test
  void commandsBelongToThePackageNamedLastAndATokenFollows() {
    MultiPackageFrame frame = down("01830303840182030102");

    assertThat(frame.items())
        .extracting(Item::packageId, Item::named, Item::offset, Item::length, Item::cidOffset)
        .containsExactly(
            tuple(0, false, 0, 1, 0),
            tuple(3, true, 1, 3, 2),
            tuple(4, true, 4, 2, 5),
            tuple(2, true, 6, 3, 7));
    assertThat(frame.items().get(0).command()).isEqualTo(new DevPackageReq());
    assertThat(frame.items().get(2).command()).isEqualTo(new DevVersionReq());
    assertThat(frame.items().get(3).command()).isEqualTo(new McGroupDeleteReq(1));
    assertThat(frame.token()).hasValue(2);
    assertThat(frame.defect()).isEmpty();
    assertThat(frame.defectOffset()).isEqualTo(10);
  }

  // TS007-01
  @Test
  void aCommandWithoutIdFollowsThePackageOfTheOneBefore() {
    assertThat(down("810001ffffff7f0501").items())
        .extracting(Item::packageId)
        .containsExactly(1, 1);
    assertThat(down("810001ffffff7f0501").items().get(1).command())
        .isEqualTo(new AppTimeAns(Integer.MAX_VALUE, 5));
  }

  // TS007-02, PKG-03
  @ParameterizedTest(name = "token octet {0} is token {1}")
  @CsvSource({"00, 0", "03, 3", "fd, 1", "80, 0"})
  void theReservedBitsOfATokenAreIgnored(String octet, int token) {
    assertThat(down("00" + octet).token()).hasValue(token);
    assertThat(down("00" + octet).items()).hasSize(1);
  }

  // TS007-02
  @ParameterizedTest
  @ValueSource(strings = {"021013", "80021013"})
  void aLoneBufferRequestHasNoToken(String hex) {
    MultiPackageFrame frame = down(hex);

    assertThat(frame.token()).isEmpty();
    assertThat(frame.items())
        .singleElement()
        .extracting(Item::command)
        .isEqualTo(new MultiPackBufferReq(0x10, 0x13));
    assertThat(frame.encode()).hasToString(hex);
  }

  @Test
  void aBufferRequestWithATokenIsTakenForWhatItIs() {
    assertThat(down("02101301").items()).hasSize(1);
    assertThat(down("02101301").token()).hasValue(1);
  }

  // TS007-09
  @ParameterizedTest(name = "{0}, the request at offset {1}")
  @CsvSource({"0002000301, 1", "0200030001, 0", "8000800200038401 01, 2"})
  void aBufferRequestBesideOthersVoidsTheFrame(String hex, int offset) {
    MultiPackageFrame frame = down(hex.replace(" ", ""));

    assertThat(frame.items()).isEmpty();
    assertThat(frame.read()).isNotEmpty();
    assertThat(frame.defect()).map(Malformed::reason).hasValue(Reason.BAD_VALUE);
    assertThat(frame.defectOffset()).isEqualTo(offset);
  }

  // TS007-09
  @Test
  void aBufferRequestBesideWhatCannotBeReadVoidsTheFrame() {
    assertThat(down("0200037f01").items()).isEmpty();
    assertThat(down("0200037f01").read()).hasSize(1);
  }

  // PKG-04
  @ParameterizedTest(name = "{0}: {1} at {2}")
  @CsvSource({
    "'', TRUNCATED, 0, 0",
    "007f00, UNKNOWN_COMMAND, 1, 1",
    "00830200, TRUNCATED, 1, 1",
    "008501, TRUNCATED, 1, 1",
    "00850001, UNKNOWN_PACKAGE, 1, 1",
    "8100ff0001, UNKNOWN_PACKAGE, 2, 1",
    "838101, UNKNOWN_COMMAND, 0, 0"
  })
  void readingStopsAtTheDefectAndKeepsWhatCameBefore(
      String hex, Reason reason, int offset, int items) {
    MultiPackageFrame frame = down(hex);

    assertThat(frame.defect()).map(Malformed::reason).hasValue(reason);
    assertThat(frame.defectOffset()).isEqualTo(offset);
    assertThat(frame.items()).hasSize(items);
  }

  @Test
  void aTokenAloneIsAnEmptySetOfCommands() {
    assertThat(down("02")).isEqualTo(frame(List.of(), OptionalInt.of(2), 1));
  }

  // TS007-11
  @ParameterizedTest
  @ValueSource(strings = {"84018308010001020301", "840183040001"})
  void fragmentsAndReceivedAnswersAreNotAccepted(String hex) {
    MultiPackageFrame frame = down(hex);

    assertThat(frame.items()).extracting(Item::command).containsExactly(new DevVersionReq());
    assertThat(frame.defect()).map(Malformed::reason).hasValue(Reason.UNKNOWN_COMMAND);
    assertThat(frame.defectOffset()).isEqualTo(2);
  }

  // TS007-03
  @Test
  void answersAreReadAlike() {
    MultiPackageFrame frame =
        up("8100010282000202" + "0206" + "83000302" + "84000401014433221178563412" + "02");

    assertThat(frame.defect()).isEmpty();
    assertThat(frame.items()).extracting(Item::packageId).containsExactly(1, 2, 2, 3, 4, 4);
  }

  @Test
  void theLastAnswerOfTheExampleIsTheVersion() {
    MultiPackageFrame frame = up("84000401014433221178563412" + "02");

    assertThat(frame.items().get(1).command()).isEqualTo(new DevVersionAns(0x11223344, 0x12345678));
    assertThat(frame.token()).hasValue(2);
  }

  // TS007-06
  @ParameterizedTest(name = "{0}")
  @CsvSource({"0210c90401cb00, 16, c90401cb, 0", "02ff01, 255, '', 1"})
  void aPartOfTheAnswersReachesToTheToken(String hex, int base, String data, int token) {
    MultiPackageFrame frame = up(hex);

    assertThat(frame.items())
        .singleElement()
        .extracting(Item::command)
        .isEqualTo(new MultiPackBufferFrag(base, Bytes.fromHex(data)));
    assertThat(frame.token()).hasValue(token);
    assertThat(frame.encode()).hasToString(hex);
  }

  // TS004-31
  @Test
  void aStatusWithoutSessionIsOneOctetAmongOtherAnswers() {
    MultiPackageFrame frame = up("830104" + "0303" + "00");

    assertThat(frame.items().get(0).command()).isEqualTo(FragSessionStatusAnsV2.noSession());
    assertThat(frame.items()).hasSize(2);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void anyOctetsAreReadWithoutAThrowAndWrittenAsTheyCame(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = new byte[random.nextInt(40)];
      for (int at = 0; at < octets.length; at++) {
        octets[at] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(6));
      }
      Bytes payload = Bytes.of(octets);
      assertConsistent(payload, MultiPackageFrame.readDownlink(payload, DOWN), true);
      assertConsistent(payload, MultiPackageFrame.readUplink(payload, UP), false);
    }
  }

  private static void assertConsistent(Bytes payload, MultiPackageFrame frame, boolean down) {
    int end = 0;
    for (Item item : frame.read()) {
      assertThat(item.offset()).isEqualTo(end);
      end += item.length();
    }
    if (frame.defect().isEmpty()) {
      assertThat(end + (frame.token().isPresent() ? 1 : 0)).isEqualTo(payload.length());
      Bytes again = frame.encode();
      MultiPackageFrame read =
          down
              ? MultiPackageFrame.readDownlink(again, DOWN)
              : MultiPackageFrame.readUplink(again, UP);
      assertThat(read).isEqualTo(frame);
    }
  }

  private static MultiPackageFrame frame(List<Item> items, OptionalInt token, int end) {
    return new MultiPackageFrame(items, token, Optional.empty(), end);
  }
}
