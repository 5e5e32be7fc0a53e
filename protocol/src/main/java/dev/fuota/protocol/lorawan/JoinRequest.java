package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The join-request (LoRaWAN 1.0.4, section 6.2.5), not encrypted:
 *
 * <pre>
 * MHDR 1 (00) | JoinEUI 8 | DevEUI 8 | DevNonce 2 | MIC 4
 * </pre>
 *
 * <p>The MIC is that of AppKey, of NwkKey in LoRaWAN 1.1, over all that comes before it.
 *
 * @param devNonce 0..65535
 */
public record JoinRequest(Eui joinEui, Eui devEui, int devNonce) {
  /** Octets of the PHYPayload. */
  public static final int LENGTH = 23;

  private static final Bits DEV_NONCE = new Bits("devNonce", 0, 16);

  public JoinRequest {
    DEV_NONCE.check(devNonce);
  }

  /** Reads a join-request; its MIC is not checked. */
  public static Decoded<JoinRequest> decode(Bytes phyPayload) {
    return JoinFrames.checked(phyPayload, FType.JOIN_REQUEST, "JoinRequest", LENGTH)
        .map(JoinRequest::read);
  }

  private static JoinRequest read(Bytes phyPayload) {
    ByteBuffer in = phyPayload.asBuffer().order(ByteOrder.LITTLE_ENDIAN).position(1);
    Eui joinEui = Eui.take(in);
    Eui devEui = Eui.take(in);
    return new JoinRequest(joinEui, devEui, Unsigned.u16(in));
  }

  /** The PHYPayload, with the MIC of {@code key}: AppKey, or NwkKey in LoRaWAN 1.1. */
  public Bytes seal(AesKey key) {
    ByteBuffer out = ByteBuffer.allocate(LENGTH - Cmac.MIC_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) FType.JOIN_REQUEST.mhdr());
    joinEui.putTo(out);
    devEui.putTo(out);
    out.putShort((short) devNonce);
    return JoinFrames.signed(Bytes.of(out.array()), key);
  }

  /** Whether {@code phyPayload}, of which this was read, has the MIC of {@code key}. */
  public boolean verify(Bytes phyPayload, AesKey key) {
    return JoinFrames.verify(phyPayload, key);
  }
}
