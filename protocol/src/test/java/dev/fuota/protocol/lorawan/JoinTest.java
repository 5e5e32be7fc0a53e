package dev.fuota.protocol.lorawan;

import static dev.fuota.protocol.KnownAnswers.hex;
import static dev.fuota.protocol.KnownAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.codec.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JoinTest {
  private static final JoinKeys KEYS =
      new JoinKeys(
          AesKey.fromHex("000102030405060708090a0b0c0d0e0f"),
          AesKey.fromHex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"));
  private static final Eui JOIN_EUI = Eui.fromHex("70b3d57ed0000001");
  private static final JoinRequest REQUEST =
      new JoinRequest(JOIN_EUI, Eui.fromHex("8000000000000002"), 65535);
  private static final JoinAccept ACCEPT =
      new JoinAccept(0xffffff, 0x13, DevAddr.fromHex("26011bda"), true, 7, 15, 0, Optional.empty());

  static Stream<JsonNode> accepts() {
    return KnownAnswers.group("mac-join.json", "join_accept");
  }

  // MAC-010, MAC-017, MAC-018
  @ParameterizedTest
  @MethodSource("accepts")
  void opensWhatServersSend(JsonNode entry) {
    LorawanVersion version =
        text(entry, "lorawan").equals("1.1") ? LorawanVersion.V1_1 : LorawanVersion.V1_0_4;
    JoinRequest request = request(entry);
    JoinKeys keys = keys(entry);

    JoinAccept accept =
        JoinAccept.open(hex(entry.get("expect"), "phy"), keys, request, version)
            .value()
            .orElseThrow();

    assertThat(accept.joinNonce()).isEqualTo(entry.get("join_nonce").intValue());
    assertThat(accept.devAddr()).isEqualTo(DevAddr.fromHex(text(entry, "dev_addr")));
    assertThat(accept.rx1DrOffset()).isEqualTo(entry.get("rx1_dr_offset").intValue());
    assertThat(accept.rx2DataRate()).isEqualTo(entry.get("rx2_dr").intValue());
    assertThat(accept.rx1DelaySeconds())
        .isEqualTo(entry.get("expect").get("rx1_delay_s").intValue());
    assertThat(accept.cfList().isPresent()).isEqualTo(entry.hasNonNull("cf_list"));
    assertThat(keys.sessionKeys(accept, request, version).appSKey().bytes())
        .isEqualTo(hex(entry.get("expect").get("session_keys"), "app_s_key"));
  }

  @ParameterizedTest
  @EnumSource(LorawanVersion.class)
  void noBitOfAnAcceptMayChange(LorawanVersion version) {
    byte[] sealed = ACCEPT.seal(KEYS, REQUEST, version).toArray();
    assertThat(JoinAccept.open(Bytes.of(sealed), KEYS, REQUEST, version).value()).contains(ACCEPT);
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(JoinAccept.open(Bytes.of(changed), KEYS, REQUEST, version).value())
          .as("bit %d", bit)
          .isEmpty();
    }
  }

  // MAC-020
  @Test
  @DisplayName("With OptNeg an accept answers one request only; without it any of the device")
  void anAcceptIsBoundToItsRequest() {
    JoinRequest other = new JoinRequest(JOIN_EUI, REQUEST.devEui(), 1);
    Bytes bound = ACCEPT.seal(KEYS, REQUEST, LorawanVersion.V1_1);
    Bytes unbound = ACCEPT.seal(KEYS, REQUEST, LorawanVersion.V1_0_4);

    assertThat(JoinAccept.open(bound, KEYS, other, LorawanVersion.V1_1).value()).isEmpty();
    assertThat(JoinAccept.open(unbound, KEYS, other, LorawanVersion.V1_0_4).value())
        .contains(ACCEPT);
  }

  // MAC-017
  @Test
  void theAnswerToARejoinHasItsOwnKeyAndMic() {
    RejoinRequest rejoin = new RejoinRequest.InSession(2, 0x13, REQUEST.devEui(), 7);
    RejoinRequest other = new RejoinRequest.InSession(0, 0x13, REQUEST.devEui(), 7);
    Bytes sealed = ACCEPT.seal(KEYS, rejoin, JOIN_EUI);
    JoinRequest sameNonce = new JoinRequest(JOIN_EUI, REQUEST.devEui(), 7);

    assertThat(JoinAccept.open(sealed, KEYS, rejoin, JOIN_EUI).value()).contains(ACCEPT);
    assertThat(JoinAccept.open(sealed, KEYS, other, JOIN_EUI).value()).isEmpty();
    assertThat(JoinAccept.open(sealed, KEYS, sameNonce, LorawanVersion.V1_1).value()).isEmpty();
    assertThat(KEYS.sessionKeys(ACCEPT, rejoin, JOIN_EUI))
        .isEqualTo(KEYS.sessionKeys(ACCEPT, sameNonce, LorawanVersion.V1_1));
  }

  // MAC-019
  @Test
  void aDeviceOf11OnANetworkOf10HasOneNetworkKey() {
    JoinAccept old = new JoinAccept(1, 0x13, ACCEPT.devAddr(), false, 0, 0, 5, Optional.empty());

    SessionKeys keys = KEYS.sessionKeys(old, REQUEST, LorawanVersion.V1_1);

    assertThat(keys)
        .isEqualTo(new JoinKeys(KEYS.nwkKey()).sessionKeys(old, REQUEST, LorawanVersion.V1_0_4));
    assertThat(keys.sNwkSIntKey()).isEqualTo(keys.nwkSKey()).isEqualTo(keys.nwkSEncKey());
    assertThat(old.isV11(LorawanVersion.V1_1)).isFalse();
    assertThat(ACCEPT.isV11(LorawanVersion.V1_0_4)).isFalse();
  }

  // MAC-011
  @Test
  void aListOfAnUnknownTypeIsNone() {
    Bytes octets = Bytes.of(new byte[15]).concat(Bytes.fromHex("02"));

    assertThat(CfList.read(octets)).isEmpty();
    assertThat(CfList.read(Bytes.of(new byte[16])))
        .contains(new CfList.Frequencies(List.of(0, 0, 0, 0, 0)));
  }

  // MAC-030
  @Test
  void aJoinNonceShowsAReplay() {
    assertThat(ACCEPT.isFresh(0xffffff, false)).isFalse();
    assertThat(ACCEPT.isFresh(0xffffff, true)).isFalse();
    assertThat(nonce(5).isFresh(6, false)).isTrue();
    assertThat(nonce(5).isFresh(6, true)).isFalse();
    assertThat(nonce(7).isFresh(6, true)).isTrue();
    assertThat(nonce(0).isFresh(JoinAccept.NO_JOIN_NONCE, true)).isTrue();
  }

  private static JoinAccept nonce(int joinNonce) {
    return new JoinAccept(joinNonce, 0, ACCEPT.devAddr(), false, 0, 0, 1, Optional.empty());
  }

  // MAC-009
  @Test
  void cutFramesAreMalformed() {
    List<Bytes> frames =
        List.of(
            REQUEST.seal(KEYS.nwkKey()),
            ACCEPT.seal(KEYS, REQUEST, LorawanVersion.V1_1),
            new RejoinRequest.InSession(0, 1, JOIN_EUI, 2).seal(KEYS.nwkKey()),
            new RejoinRequest.AtHome(JOIN_EUI, JOIN_EUI, 2).seal(KEYS.nwkKey()));
    for (Bytes frame : frames) {
      for (int length = 0; length < frame.length(); length++) {
        assertNothing(frame.slice(0, length));
      }
      assertNothing(frame.concat(Bytes.fromHex("00")));
    }
  }

  private static void assertNothing(Bytes phy) {
    assertThat(JoinRequest.decode(phy).value()).isEmpty();
    assertThat(RejoinRequest.decode(phy).value()).isEmpty();
    assertThat(JoinAccept.open(phy, KEYS, REQUEST, LorawanVersion.V1_1).value()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void anyOctetsAreReadWithoutAThrow(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] lengths = {17, 19, 23, 24, 33};
    int[] heads = {0x00, 0x20, 0xc0};
    for (int i = 0; i < 5_000; i++) {
      byte[] octets = new byte[lengths[random.nextInt(lengths.length)]];
      random.nextBytes(octets);
      octets[0] = (byte) (heads[random.nextInt(heads.length)] | (octets[0] & 0x1c));
      octets[1] &= 0x03;
      Bytes phy = Bytes.of(octets);
      JoinRequest.decode(phy)
          .value()
          .ifPresent(it -> assertThat(it.verify(phy, KEYS.nwkKey())).isFalse());
      RejoinRequest.decode(phy)
          .value()
          .ifPresent(it -> assertThat(it.verify(phy, KEYS.nwkKey())).isFalse());
      JoinAccept.decrypt(phy, KEYS.nwkKey())
          .value()
          .ifPresent(it -> assertThat(JoinAccept.read(it).rx1DelaySeconds()).isBetween(1, 15));
    }
  }

  @Test
  void doesNotMakeWhatCannotBeSent() {
    assertThatThrownBy(() -> new JoinRequest(JOIN_EUI, JOIN_EUI, 65536))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> nonce(1 << 24)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RejoinRequest.InSession(1, 0, JOIN_EUI, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CfList.Frequencies(List.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Eui.fromHex("00")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEuiIsAnUnsignedNumber() {
    assertThat(REQUEST.devEui()).isGreaterThan(JOIN_EUI).hasToString("8000000000000002");
  }

  private static JoinRequest request(JsonNode entry) {
    return new JoinRequest(
        Eui.fromHex(text(entry, "join_eui")),
        Eui.fromHex(text(entry, "dev_eui")),
        entry.get("dev_nonce").intValue());
  }

  private static JoinKeys keys(JsonNode entry) {
    JsonNode keys = entry.get("keys");
    AesKey appKey = AesKey.of(hex(keys, "app_key"));
    return keys.has("nwk_key")
        ? new JoinKeys(AesKey.of(hex(keys, "nwk_key")), appKey)
        : new JoinKeys(appKey);
  }
}
