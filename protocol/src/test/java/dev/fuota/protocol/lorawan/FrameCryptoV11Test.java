package dev.fuota.protocol.lorawan;

import static dev.fuota.protocol.KnownAnswers.hex;
import static dev.fuota.protocol.KnownAnswers.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.KnownAnswers;
import dev.fuota.protocol.codec.Bytes;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class FrameCryptoV11Test {
  private static final SessionKeys KEYS =
      new SessionKeys(
          AesKey.fromHex("00000000000000000000000000000001"),
          AesKey.fromHex("00000000000000000000000000000002"),
          AesKey.fromHex("00000000000000000000000000000003"),
          AesKey.fromHex("00000000000000000000000000000004"));
  private static final DevAddr ADDRESS = DevAddr.fromHex("01020304");
  private static final Bytes F_OPTS = Bytes.fromHex("020d0306ff0a");
  private static final Bytes PAYLOAD = Bytes.fromHex("010203");
  private final FrameCrypto crypto = new FrameCrypto(KEYS, ADDRESS, LorawanVersion.V1_1);

  static Stream<JsonNode> frames() {
    return KnownAnswers.group("mac-frames.json", "lorawan_11");
  }

  @ParameterizedTest
  @MethodSource("frames")
  void opensTheFramesOfOthers(JsonNode entry) {
    JsonNode keys = entry.get("keys");
    FrameCrypto theirs =
        new FrameCrypto(
            new SessionKeys(
                AesKey.of(hex(keys, "f_nwk_s_int_key")),
                AesKey.of(hex(keys, "s_nwk_s_int_key")),
                AesKey.of(hex(keys, "nwk_s_enc_key")),
                AesKey.of(hex(keys, "app_s_key"))),
            DevAddr.fromHex(text(entry, "dev_addr")),
            LorawanVersion.V1_1);
    long fCnt = entry.get("f_cnt").longValue();
    DataFrame frame = decoded(hex(entry.get("expect"), "phy"));

    assertThat(theirs.open(frame, fCnt, context(entry))).contains(hex(entry, "frm_payload"));
    assertThat(theirs.fOpts(frame, fCnt)).isEqualTo(hex(entry, "f_opts"));
  }

  private static MicContext context(JsonNode entry) {
    return new MicContext(
        entry.get("conf_f_cnt").intValue() & 0xffff,
        entry.get("tx_dr").intValue(),
        entry.get("tx_ch").intValue());
  }

  // MAC-013
  @Test
  @DisplayName("An uplink holds on its own channel and data rate only")
  void anUplinkIsBoundToItsTransmission() {
    MicContext context = new MicContext(0, 5, 2);
    DataFrame frame = decoded(sealed(FType.UNCONFIRMED_DATA_UP, FCtrl.NONE, context));

    assertThat(crypto.open(frame, 9, context)).contains(PAYLOAD);
    assertThat(crypto.open(frame, 9, new MicContext(0, 5, 3))).isEmpty();
    assertThat(crypto.open(frame, 9, new MicContext(0, 4, 2))).isEmpty();
    assertThat(crypto.open(frame, 9, new MicContext(77, 5, 2))).contains(PAYLOAD); // no ACK
  }

  // MAC-014
  @Test
  void anAcknowledgementIsBoundToWhatItAcknowledges() {
    for (FType type : new FType[] {FType.UNCONFIRMED_DATA_UP, FType.UNCONFIRMED_DATA_DOWN}) {
      DataFrame frame = decoded(sealed(type, FCtrl.ACK, new MicContext(513, 0, 0)));

      assertThat(crypto.open(frame, 9, new MicContext(513, 0, 0))).contains(PAYLOAD);
      assertThat(crypto.open(frame, 9, new MicContext(512, 0, 0))).isEmpty();
      assertThat(crypto.open(frame, 9)).isEmpty();
    }
  }

  // MAC-016
  @Test
  @DisplayName("The FOpts of a downlink with a port have another block than all others")
  void optionsAreEncryptedByTheirCounter() {
    DataFrame withPort = decoded(sealed(FType.UNCONFIRMED_DATA_DOWN, FCtrl.NONE, MicContext.NONE));
    DataFrame without =
        decoded(
            crypto.seal(
                FType.UNCONFIRMED_DATA_DOWN,
                FCtrl.NONE,
                9,
                F_OPTS,
                DataFrame.NO_PORT,
                Bytes.EMPTY));

    assertThat(withPort.fOpts()).isNotEqualTo(without.fOpts()).isNotEqualTo(F_OPTS);
    assertThat(crypto.fOpts(withPort, 9)).isEqualTo(F_OPTS);
    assertThat(crypto.fOpts(without, 9)).isEqualTo(F_OPTS);
  }

  @Test
  @DisplayName("Sessions of one thread share buffers and nothing else")
  void framesOfOtherSessionsInBetweenChangeNothing() {
    Bytes expected = sealed(FType.UNCONFIRMED_DATA_UP, FCtrl.ACK, new MicContext(1, 2, 3));
    FrameCrypto other = new FrameCrypto(KEYS, DevAddr.fromHex("ffffffff"));
    other.seal(
        FType.CONFIRMED_DATA_DOWN, FCtrl.ACK, 0xffff_ffffL, F_OPTS, 1, Bytes.of(new byte[200]));

    assertThat(sealed(FType.UNCONFIRMED_DATA_UP, FCtrl.ACK, new MicContext(1, 2, 3)))
        .isEqualTo(expected);
    assertThat(crypto.fOpts(decoded(expected), 9)).isEqualTo(F_OPTS);
  }

  @Test
  void aDeviceOf10LeavesOptionsAsTheyAre() {
    FrameCrypto v10 = new FrameCrypto(KEYS, ADDRESS, LorawanVersion.V1_0_3);
    DataFrame frame =
        decoded(v10.seal(FType.UNCONFIRMED_DATA_UP, FCtrl.NONE, 9, F_OPTS, 1, PAYLOAD));

    assertThat(frame.fOpts()).isEqualTo(F_OPTS);
    assertThat(v10.fOpts(frame, 9)).isEqualTo(F_OPTS);
    assertThat(crypto.open(frame, 9)).isEmpty();
  }

  private Bytes sealed(FType type, FCtrl fCtrl, MicContext context) {
    return crypto.seal(type, fCtrl, 9, F_OPTS, 10, PAYLOAD, context);
  }

  private static DataFrame decoded(Bytes phy) {
    return DataFrame.decode(phy).value().orElseThrow();
  }
}
