package dev.fuota.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.SessionKeys;

/** PHYPayloads from the air. */
class FrameFuzzTest {
  private static final AesKey KEY = AesKey.fromHex("00112233445566778899aabbccddeeff");
  private static final SessionKeys KEYS = new SessionKeys(KEY, KEY);

  @FuzzTest
  void dataFrame(byte[] input) {
    Bytes phyPayload = Bytes.of(input);
    Decoded<DataFrame> decoded = DataFrame.decode(phyPayload);
    decoded.value().ifPresent(frame -> check(frame, phyPayload));
  }

  private static void check(DataFrame frame, Bytes phyPayload) {
    assertThat(frame.phyPayload()).isEqualTo(phyPayload);
    int withPort = frame.fPort() == DataFrame.NO_PORT ? 0 : 1;
    int octets = frame.fOpts().length() + withPort + frame.frmPayload().length();
    assertThat(octets + DataFrame.OVERHEAD - 1).isEqualTo(phyPayload.length());
    FrameCrypto crypto = new FrameCrypto(KEYS, frame.devAddr());
    crypto.open(frame, frame.fCnt());
    if (frame.fPort() != 0 || frame.fOpts().isEmpty()) {
      checkSealed(frame, crypto);
    }
  }

  /** A frame with the same fields and a MIC that holds is opened again. */
  private static void checkSealed(DataFrame frame, FrameCrypto crypto) {
    Bytes sealed =
        crypto.seal(
            frame.type(),
            frame.fCtrl(),
            frame.fCnt(),
            frame.fOpts(),
            frame.fPort(),
            frame.frmPayload());
    DataFrame again = DataFrame.decode(sealed).value().orElseThrow();
    assertThat(again.fCtrl()).isEqualTo(frame.fCtrl());
    assertThat(again.fOpts()).isEqualTo(frame.fOpts());
    assertThat(crypto.open(again, again.fCnt())).contains(frame.frmPayload());
  }
}
