package dev.fuota.protocol.lorawan;

import static dev.fuota.protocol.KnownAnswers.hex;
import static dev.fuota.protocol.KnownAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FrameCryptoTest {
  private static final DevAddr ADDRESS = DevAddr.fromHex("01020304");
  private static final SessionKeys KEYS =
      new SessionKeys(
          AesKey.fromHex("0102030405060708090a0b0c0d0e0f10"),
          AesKey.fromHex("100f0e0d0c0b0a090807060504030201"));

  private final FrameCrypto crypto = new FrameCrypto(KEYS, ADDRESS);

  static Stream<JsonNode> frames() {
    return Stream.concat(
        KnownAnswers.group("mac-frames.json", "pinned")
            .filter(entry -> text(entry, "lorawan").startsWith("1.0")),
        KnownAnswers.group("mac-frames.json", "lorawan_10"));
  }

  // MAC-008
  @ParameterizedTest
  @MethodSource("frames")
  void sealsWhatOthersSeal(JsonNode entry) {
    FrameCrypto session = new FrameCrypto(keys(entry), DevAddr.fromHex(text(entry, "dev_addr")));

    Bytes sealed =
        session.seal(
            type(entry),
            fCtrl(entry),
            entry.get("f_cnt").longValue(),
            hex(entry, "f_opts"),
            fPort(entry),
            hex(entry, "frm_payload"));

    assertThat(sealed).isEqualTo(hex(entry.get("expect"), "phy"));
  }

  // MAC-006, MAC-015
  @ParameterizedTest
  @MethodSource("frames")
  void readsAndOpensWhatOthersSeal(JsonNode entry) {
    JsonNode expect = entry.get("expect");
    DataFrame frame = DataFrame.decode(hex(expect, "phy")).value().orElseThrow();

    assertThat(frame.type()).isEqualTo(type(entry));
    assertThat(frame.devAddr()).hasToString(text(entry, "dev_addr"));
    assertThat(frame.fCtrl()).isEqualTo(fCtrl(entry));
    assertThat(frame.fCnt()).isEqualTo((int) (entry.get("f_cnt").longValue() % 65536));
    assertThat(frame.fOpts()).isEqualTo(hex(expect, "f_opts_wire"));
    assertThat(frame.fPort()).isEqualTo(fPort(entry));
    assertThat(frame.frmPayload()).isEqualTo(hex(expect, "frm_payload_wire"));
    assertThat(frame.mic()).isEqualTo(hex(expect, "mic"));
    assertThat(frame.phyPayload()).isEqualTo(hex(expect, "phy"));
    assertThat(
            new FrameCrypto(keys(entry), frame.devAddr())
                .open(frame, entry.get("f_cnt").longValue()))
        .contains(hex(entry, "frm_payload"));
  }

  // MAC-012, MAC-015: the frame of a group reaches many devices, one after the other
  @Test
  void whatOneSessionOpenedAnotherOpensWithTheSameKeysAndCounterOnly() {
    Bytes payload = Bytes.of(new byte[] {1, 2, 3});
    FrameCrypto member = new FrameCrypto(copyOf(KEYS.fNwkSIntKey(), KEYS.appSKey()), ADDRESS);
    DataFrame frame =
        DataFrame.decode(
                crypto.seal(
                    FType.UNCONFIRMED_DATA_DOWN, FCtrl.NONE, 70_000, Bytes.EMPTY, 5, payload))
            .value()
            .orElseThrow();

    assertThat(crypto.open(frame, 70_000)).contains(payload);
    assertThat(member.open(frame, 70_000)).contains(payload);
    assertThat(member.open(frame, 70_000 - 65_536)).isEmpty();
    assertThat(new FrameCrypto(copyOf(KEYS.appSKey(), KEYS.appSKey()), ADDRESS).open(frame, 70_000))
        .isEmpty();
    assertThat(
            new FrameCrypto(copyOf(KEYS.fNwkSIntKey(), KEYS.fNwkSIntKey()), ADDRESS)
                .open(frame, 70_000))
        .isPresent()
        .isNotEqualTo(Optional.of(payload));
  }

  private static SessionKeys copyOf(AesKey nwkSKey, AesKey appSKey) {
    return new SessionKeys(
        AesKey.of(Bytes.of(nwkSKey.bytes().toArray())),
        AesKey.of(Bytes.of(appSKey.bytes().toArray())));
  }

  static Stream<JsonNode> rejected() {
    return KnownAnswers.group("mac-frames.json", "reject");
  }

  // MAC-001, MAC-003
  @ParameterizedTest
  @MethodSource("rejected")
  void refusesWhatMustBeDropped(JsonNode entry) {
    Decoded<DataFrame> decoded = DataFrame.decode(hex(entry, "phy"));

    switch (text(entry, "kind")) {
      case "too_short", "f_opts_overrun" -> assertReason(decoded, Decoded.Reason.TRUNCATED);
      case "f_port_0_with_f_opts", "major_version" ->
          assertReason(decoded, Decoded.Reason.BAD_VALUE);
      default ->
          assertThat(
                  new FrameCrypto(keys(entry), DevAddr.fromHex(text(entry, "dev_addr")))
                      .open(decoded.value().orElseThrow(), entry.get("f_cnt_32").longValue()))
              .isEmpty();
    }
  }

  static Stream<JsonNode> multicastFrames() {
    return KnownAnswers.group("lorawan-pkg-keys.json", "multicastFrames");
  }

  @ParameterizedTest
  @MethodSource("multicastFrames")
  void opensMulticastFramesWithTheKeysOfTheGroup(JsonNode entry) {
    FrameCrypto group =
        new FrameCrypto(
            new SessionKeys(AesKey.of(hex(entry, "mcNwkSKey")), AesKey.of(hex(entry, "mcAppSKey"))),
            DevAddr.fromHex(text(entry, "mcAddr")));
    DataFrame frame = DataFrame.decode(hex(entry, "phyPayload")).value().orElseThrow();

    assertThat(frame.fPort()).isEqualTo(entry.get("fPort").intValue());
    assertThat(group.open(frame, entry.get("fCnt").longValue())).contains(hex(entry, "frmPayload"));
  }

  // MAC-012
  @Test
  void noBitOfAFrameMayChange() {
    byte[] sealed = sealed(Bytes.fromHex("0102030405060708090a0b0c0d0e0f101112")).toArray();
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(DataFrame.decode(Bytes.of(changed)).value().flatMap(f -> crypto.open(f, 65537)))
          .as("bit %d", bit)
          .isEmpty();
    }
  }

  @Test
  void aFrameWithAnotherCounterOrForAnotherAddressIsNotOpened() {
    DataFrame frame = decoded(sealed(Bytes.fromHex("01")));

    assertThat(crypto.open(frame, 65537)).contains(Bytes.fromHex("01"));
    assertThat(crypto.open(frame, 1)).isEmpty();
    assertThat(crypto.open(frame, 65538)).isEmpty();
    assertThat(new FrameCrypto(KEYS, DevAddr.fromHex("01020305")).open(frame, 65537)).isEmpty();
  }

  @Test
  void reservedBitsOfTheFirstOctetAreIgnoredButAuthenticated() {
    String b0 = "49" + "00000000" + "01" + "04030201" + "01000100" + "00" + "09";
    String body = "7c" + "04030201" + "00" + "0100" + "0a"; // FPort 10, no payload
    Bytes mic = new Cmac(KEYS.nwkSKey()).code(Bytes.fromHex(b0 + body)).slice(0, 4);

    DataFrame frame = decoded(Bytes.fromHex(body).concat(mic));

    assertThat(frame.type()).isEqualTo(FType.UNCONFIRMED_DATA_DOWN);
    assertThat(crypto.open(frame, 65537)).contains(Bytes.EMPTY);
  }

  @ParameterizedTest(name = "{0} octets")
  @ValueSource(ints = {0, 1, 15, 16, 17, 32, 241, 242})
  void opensWhatItSealsUpToTheLongestFrame(int length) {
    Bytes payload = Bytes.of(new byte[length]);

    Bytes sealed = sealed(payload);

    assertThat(sealed.length()).isEqualTo(13 + length);
    assertThat(crypto.open(decoded(sealed), 65537)).contains(payload);
  }

  @Test
  void doesNotMakeFramesThatCannotBe() {
    Bytes some = Bytes.fromHex("01");
    assertNotSealed(FType.JOIN_REQUEST, 0, Bytes.EMPTY, 1, some);
    assertNotSealed(FType.UNCONFIRMED_DATA_UP, -1, Bytes.EMPTY, 1, some);
    assertNotSealed(FType.UNCONFIRMED_DATA_UP, 1L << 32, Bytes.EMPTY, 1, some);
    assertNotSealed(FType.UNCONFIRMED_DATA_UP, 0, Bytes.of(new byte[16]), 1, some);
    assertNotSealed(FType.UNCONFIRMED_DATA_UP, 0, some, 0, some);
    assertNotSealed(FType.UNCONFIRMED_DATA_UP, 0, Bytes.EMPTY, 256, some);
    assertNotSealed(FType.UNCONFIRMED_DATA_UP, 0, Bytes.EMPTY, DataFrame.NO_PORT, some);
    assertNotSealed(FType.UNCONFIRMED_DATA_UP, 0, Bytes.EMPTY, 1, Bytes.of(new byte[243]));
    assertNotSealed(FType.UNCONFIRMED_DATA_UP, 0, some, 1, Bytes.of(new byte[242]));
  }

  // MAC-002
  @Test
  void otherFramesThanDataFramesAreMalformed() {
    assertReason(DataFrame.decode(Bytes.EMPTY), Decoded.Reason.TRUNCATED);
    assertReason(DataFrame.decode(Bytes.of(new byte[23])), Decoded.Reason.BAD_VALUE);
    assertReason(
        DataFrame.decode(Bytes.fromHex("40").concat(Bytes.of(new byte[255]))),
        Decoded.Reason.TOO_LONG);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void anyOctetsAreReadAndOpenedWithoutAThrow(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] octets = new byte[random.nextInt(300)];
      random.nextBytes(octets);
      if (octets.length > 0 && random.nextBoolean()) {
        octets[0] = (byte) (0x40 | (octets[0] & 0xfc)); // most other octets are refused at once
      }
      DataFrame.decode(Bytes.of(octets)).value().ifPresent(FrameCryptoTest::useAll);
    }
  }

  private static void useAll(DataFrame frame) {
    assertThat(frame.fOpts().length()).isBetween(0, DataFrame.F_OPTS_MAX);
    assertThat(frame.frmPayload().length()).isBetween(0, 242);
    assertThat(frame.fPort()).isBetween(DataFrame.NO_PORT, 255);
    assertThat(frame.toString()).contains(frame.devAddr().toString());
    assertThat(new FrameCrypto(KEYS, frame.devAddr()).open(frame, frame.fCnt())).isEmpty();
  }

  private Bytes sealed(Bytes payload) {
    return crypto.seal(FType.UNCONFIRMED_DATA_DOWN, FCtrl.NONE, 65537, Bytes.EMPTY, 201, payload);
  }

  private static DataFrame decoded(Bytes phyPayload) {
    return DataFrame.decode(phyPayload).value().orElseThrow();
  }

  private void assertNotSealed(FType type, long fCnt, Bytes fOpts, int fPort, Bytes payload) {
    assertThatThrownBy(() -> crypto.seal(type, FCtrl.NONE, fCnt, fOpts, fPort, payload))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertReason(Decoded<DataFrame> decoded, Decoded.Reason reason) {
    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Malformed.class, bad -> assertThat(bad.reason()).isEqualTo(reason));
  }

  private static SessionKeys keys(JsonNode entry) {
    JsonNode keys = entry.get("keys");
    return new SessionKeys(AesKey.of(hex(keys, "nwk_s_key")), AesKey.of(hex(keys, "app_s_key")));
  }

  private static FType type(JsonNode entry) {
    return switch (text(entry, "m_type")) {
      case "UnconfirmedDataUp" -> FType.UNCONFIRMED_DATA_UP;
      case "UnconfirmedDataDown" -> FType.UNCONFIRMED_DATA_DOWN;
      case "ConfirmedDataUp" -> FType.CONFIRMED_DATA_UP;
      case "ConfirmedDataDown" -> FType.CONFIRMED_DATA_DOWN;
      default -> throw new AssertionError(entry);
    };
  }

  private static FCtrl fCtrl(JsonNode entry) {
    JsonNode flags = entry.get("f_ctrl");
    return new FCtrl(
        flags.path("adr").asBoolean(false),
        flags.path("adr_ack_req").asBoolean(false),
        flags.path("ack").asBoolean(false),
        flags.path("f_pending").asBoolean(false) || flags.path("class_b").asBoolean(false));
  }

  private static int fPort(JsonNode entry) {
    return entry.get("f_port").asInt(DataFrame.NO_PORT);
  }
}
