package dev.fuota.protocol.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.codec.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Names, versions, addresses, timing: the rules that are no messages. */
class RulesTest {

  static Stream<JsonNode> names() {
    return KnownAnswers.group("msu.json", "names");
  }

  // MSU-X09
  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void aNameMayBeUsedOrNotAsKnown(JsonNode entry) {
    String value = KnownAnswers.text(entry, "value");
    boolean file = KnownAnswers.text(entry, "kind").equals("fileName");

    assertThat(file ? FileNames.isFileName(value) : FileNames.isDestPath(value))
        .isEqualTo(entry.get("ok").booleanValue());
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        " a",
        "a ",
        "a.",
        ".",
        "..",
        "a:b",
        "a\\b",
        "a\u0000b",
        "é",
        "con.txt",
        "LpT9",
        "com1.",
        "nul.tar.gz",
        "aux ",
        "~a",
        "a*"
      })
  void noNameEscapesOrNamesADevice(String name) {
    assertThat(FileNames.isFileName(name)).isFalse();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"a", "_", "+-", "COM0", "COM10", "CONSOLE", "x.con", "a..b", "a b c.d"})
  void namesThatOnlyLookLikeThatMayBeUsed(String name) {
    assertThat(FileNames.isFileName(name)).isTrue();
    assertThat(FileNames.isDestPath("/" + name + "/" + name)).isTrue();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"//", "/a//", "a/../b", "a/./b", "a/nul/b", "\\a", "c:/a", "a/ "})
  void noPathEscapes(String path) {
    assertThat(FileNames.isDestPath(path)).isFalse();
  }

  static Stream<JsonNode> versions() {
    return KnownAnswers.group("msu.json", "versionCompare");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("versions")
  void versionsAreOrderedAsKnown(JsonNode entry) {
    String a = KnownAnswers.text(entry, "a");
    String b = KnownAnswers.text(entry, "b");
    int order = entry.get("compare").intValue();

    assertThat(Integer.signum(VersionOrder.compare(a, b))).isEqualTo(order);
    assertThat(Integer.signum(VersionOrder.compare(b, a))).isEqualTo(-order);
  }

  @ParameterizedTest(name = "{0} < {1}")
  @CsvSource({
    "1.0-beta, 1.0",
    "1.0-beta2, 1.0-beta10",
    "'', 0.1",
    "9.9, 10.0",
    "1.0.a, 1.0.0",
    "99999999999999999998, 99999999999999999999"
  })
  void theOlderVersionComesFirst(String older, String newer) {
    assertThat(VersionOrder.compare(older, newer)).isNegative();
    assertThat(VersionOrder.compare(newer, older)).isPositive();
  }

  static Stream<JsonNode> participations() {
    return KnownAnswers.group("msu.json", "participation");
  }

  // MSU-076
  @ParameterizedTest(name = "{0}")
  @MethodSource("participations")
  void aDeviceTakesPartAsKnown(JsonNode entry) {
    boolean takesPart =
        Participation.decide(
            NotificationKind.valueOf(KnownAnswers.text(entry, "kind")),
            entry.get("offered").stringValueOpt(),
            entry.get("installed").stringValueOpt(),
            true);

    assertThat(takesPart).isEqualTo(entry.get("takesPart").booleanValue());
  }

  @Test
  void withoutAVersionTheConfigurationDecides() {
    Optional<String> none = Optional.empty();

    assertThat(Participation.decide(NotificationKind.UPGRADE, none, Optional.of("1"), false))
        .isFalse();
    assertThat(Participation.decide(NotificationKind.FORCE_UPGRADE, none, none, false)).isTrue();
  }

  static Stream<JsonNode> checksums() {
    return KnownAnswers.group("msu.json", "crc32");
  }

  // MSU-072
  @ParameterizedTest(name = "{0}")
  @MethodSource("checksums")
  void theFileCrcIsThatOfTheJdk(JsonNode entry) {
    CRC32 crc = new CRC32();
    crc.update(KnownAnswers.hex(entry, "dataHex").asBuffer());

    assertThat(String.format("%08x", crc.getValue())).isEqualTo(entry.get("crc32").stringValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "255.255.255.255", "10.0.200.9", "192.0.2.15"})
  void anAddressIsReadAndWritten(String text) {
    assertThat(Ipv4.parse(text)).map(Ipv4::toString).contains(text);
  }

  // MSU-023
  @Test
  void bothEndsOfARangeAreMeant() {
    WhoIs range =
        new WhoIs(
            MsgType.CLIENT,
            Ipv4.parse("10.0.0.1"),
            Ipv4.parse("192.0.2.9")); // the first bit of the end is set

    assertThat(Stream.of("10.0.0.1", "100.0.0.0", "192.0.2.9").map(Samples::address))
        .allMatch(range::covers);
    assertThat(Stream.of("10.0.0.0", "192.0.2.10").map(Samples::address)).noneMatch(range::covers);
    assertThat(WhoIs.everybody().covers(Samples.DEVICE)).isTrue();
    WhoIs one = new WhoIs(0, Optional.of(Samples.DEVICE), Optional.empty());
    assertThat(one.covers(Samples.DEVICE)).isTrue();
    assertThat(one.covers(Samples.SERVER)).isFalse();
  }

  @Test
  void onlyMastersAreMeantIfOnlyTheyAreNamed() {
    Optional<Ipv4> all = Optional.empty();

    assertThat(new WhoIs(0, all, all).asksClients()).isTrue();
    assertThat(new WhoIs(MsgType.CLIENT | MsgType.MASTER, all, all).asksClients()).isTrue();
    assertThat(new WhoIs(MsgType.MASTER, all, all).asksClients()).isFalse();
  }

  // MSU-035
  @Test
  void theTimingIsWhatSuitsAll() {
    DeviceParameters merged =
        DeviceParameters.merge(
            List.of(
                new DeviceParameters(1, 20, 3, 40, 5, 60, 7),
                new DeviceParameters(10, 2, 30, 4, 50, 6, 32)));

    assertThat(merged).isEqualTo(new DeviceParameters(10, 20, 30, 40, 50, 60, 7));
  }

  @Test
  void aProfileIsAnnouncedByATextAndChosenByBits() {
    for (Profile profile : List.of(Profile.NONE, Profile.STREAM, Profile.CODED)) {
      assertThat(Profile.ofCommParam(profile.commParam())).isEqualTo(profile);
      assertThat(Profile.ofBits(profile.bits())).isEqualTo(profile);
      assertThat(profile.and(Profile.STREAM).coded()).isFalse();
    }
    assertThat(Profile.ofBits(2)).isEqualTo(Profile.NONE);
    assertThat(Profile.ofCommParam(Optional.of("v=1"))).isEqualTo(Profile.NONE);
    assertThat(Profile.CODED.and(Profile.STREAM)).isEqualTo(Profile.STREAM);
  }

  static Stream<JsonNode> files() {
    return KnownAnswers.group("msu.json", "commissioningFile");
  }

  // MSU-042
  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aCommissioningFileIsReadAndWritten(JsonNode entry) {
    Bytes file = KnownAnswers.hex(entry, "hex");

    Commissioning content = ((CommissioningFile.Loaded.Ok) CommissioningFile.read(file)).get();

    assertThat(content.level()).isEqualTo(entry.get("level").intValue());
    assertThat(content.basicOptional()).isEqualTo(entry.get("basicOptional").booleanValue());
    assertThat(content.byAddress()).hasSameSizeAs(content.servers());
    assertThat(new String(content.username().toArray(), StandardCharsets.US_ASCII))
        .isEqualTo(entry.get("credentials").get(0).stringValue());
    assertThat(CommissioningFile.write(content)).isEqualTo(file);
    for (int length = 0; length < file.length(); length++) {
      assertThat(CommissioningFile.read(file.slice(0, length)))
          .isInstanceOf(CommissioningFile.Loaded.Rejected.class);
    }
    assertThat(CommissioningFile.read(file.concat(Bytes.fromHex("00"))))
        .hasToString("Rejected[problem=TRAILING_BYTES]");
  }

  static Stream<JsonNode> damagedFiles() {
    return KnownAnswers.group("msu.json", "commissioningFileReject");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damagedFiles")
  void aDamagedCommissioningFileIsRefused(JsonNode entry) {
    assertThat(CommissioningFile.read(KnownAnswers.hex(entry, "hex")))
        .hasToString("Rejected[problem=" + KnownAnswers.text(entry, "reason") + "]");
  }

  @Test
  void aCommissioningFileMayListNoServer() { // MSU-042
    Commissioning nobody =
        new Commissioning(1, false, Bytes.fromHex("6f"), Bytes.fromHex("70"), List.of());

    assertThat(CommissioningFile.read(CommissioningFile.write(nobody)))
        .isEqualTo(new CommissioningFile.Loaded.Ok(nobody));
  }
}
