package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The MIC of the answer to one join-request or rejoin-request: with OptNeg of LoRaWAN 1.1 it binds
 * the request.
 *
 * <pre>
 * 1.0.x, or OptNeg 0   CMAC(AppKey or NwkKey, MHDR | JoinNonce | ... | CFList)
 * 1.1 with OptNeg 1    CMAC(JSIntKey, JoinReqType 1 | JoinEUI 8 | DevNonce 2 | the same)
 * </pre>
 */
final class JoinMic { // MAC-020
  private static final int JOIN_REQUEST_TYPE = 0xff;

  private final JoinKeys keys;
  private final LorawanVersion version;
  private final Eui devEui;
  private final Bytes request;

  private JoinMic(
      JoinKeys keys, LorawanVersion version, int type, Eui joinEui, Eui devEui, int nonce) {
    this.keys = keys;
    this.version = version;
    this.devEui = devEui;
    ByteBuffer out =
        ByteBuffer.allocate(1 + Eui.LENGTH + Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    joinEui.putTo(out.put((byte) type));
    this.request = Bytes.of(out.putShort((short) nonce).array());
  }

  static JoinMic of(JoinKeys keys, JoinRequest to, LorawanVersion version) {
    return new JoinMic(keys, version, JOIN_REQUEST_TYPE, to.joinEui(), to.devEui(), to.devNonce());
  }

  static JoinMic of(JoinKeys keys, RejoinRequest to, Eui joinEui) {
    return new JoinMic(keys, LorawanVersion.V1_1, to.type(), joinEui, to.devEui(), to.rjCount());
  }

  /** The MIC of a join-accept in the clear, without MIC. */
  Bytes of(Bytes clear, boolean optNeg) {
    return version == LorawanVersion.V1_1 && optNeg
        ? JoinFrames.mic(keys.jsIntKey(devEui), request.concat(clear))
        : JoinFrames.mic(keys.nwkKey(), clear);
  }
}
