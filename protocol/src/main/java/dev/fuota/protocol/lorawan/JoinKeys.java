package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * The root keys of a device, and what is derived from them: one AES-128 encryption of one block
 * each, zeros up to its 16 octets (LoRaWAN 1.0.4, section 6.2.6; LoRaWAN 1.1, sections 6.1.1 and
 * 6.2.6).
 *
 * <pre>
 * 1.0.x  NwkSKey      AES(AppKey, 01 | JoinNonce 3 | NetID 3 | DevNonce 2)
 *        AppSKey      AES(AppKey, 02 | the same)
 * 1.1    FNwkSIntKey  AES(NwkKey, 01 | JoinNonce 3 | JoinEUI 8 | DevNonce 2)
 *        AppSKey      AES(AppKey, 02 | the same)
 *        SNwkSIntKey  AES(NwkKey, 03 | the same)
 *        NwkSEncKey   AES(NwkKey, 04 | the same)
 *        JSEncKey     AES(NwkKey, 05 | DevEUI 8)
 *        JSIntKey     AES(NwkKey, 06 | DevEUI 8)
 * </pre>
 *
 * @param nwkKey NwkKey; AppKey in LoRaWAN 1.0.x
 * @param appKey AppKey
 */
public record JoinKeys(AesKey nwkKey, AesKey appKey) {

  /** The one root key of a 1.0.x device. */
  public JoinKeys(AesKey appKey) {
    this(appKey, appKey);
  }

  /**
   * The keys of the session that begins.
   *
   * @param version of the device; without OptNeg a 1.1 device follows the rules of 1.0.x
   */
  public SessionKeys sessionKeys(JoinAccept accept, JoinRequest request, LorawanVersion version) {
    // MAC-018, MAC-019
    return accept.isV11(version)
        ? v11Keys(accept.joinNonce(), request.joinEui(), request.devNonce())
        : v10Keys(accept, request.devNonce());
  }

  /**
   * The keys of the session that begins with the answer to a rejoin-request.
   *
   * @param joinEui of the device
   */
  public SessionKeys sessionKeys(JoinAccept accept, RejoinRequest request, Eui joinEui) {
    return accept.optNeg()
        ? v11Keys(accept.joinNonce(), joinEui, request.rjCount())
        : v10Keys(accept, request.rjCount());
  }

  /** JSEncKey, which encrypts answers to rejoin-requests. */
  public AesKey jsEncKey(Eui devEui) {
    return derive(nwkKey, 0x05, devEui::putTo);
  }

  /** JSIntKey, which makes the MIC of 1.1 join-accepts and of rejoin-requests of type 1. */
  public AesKey jsIntKey(Eui devEui) {
    return derive(nwkKey, 0x06, devEui::putTo);
  }

  private SessionKeys v10Keys(JoinAccept accept, int devNonce) {
    Consumer<ByteBuffer> input =
        out -> {
          Unsigned.put24(out, accept.joinNonce());
          Unsigned.put24(out, accept.netId());
          out.putShort((short) devNonce);
        };
    return new SessionKeys(derive(nwkKey, 0x01, input), derive(nwkKey, 0x02, input));
  }

  private SessionKeys v11Keys(int joinNonce, Eui joinEui, int devNonce) {
    Consumer<ByteBuffer> input =
        out -> {
          Unsigned.put24(out, joinNonce);
          joinEui.putTo(out);
          out.putShort((short) devNonce);
        };
    return new SessionKeys(
        derive(nwkKey, 0x01, input),
        derive(nwkKey, 0x03, input),
        derive(nwkKey, 0x04, input),
        derive(appKey, 0x02, input));
  }

  private static AesKey derive(AesKey key, int type, Consumer<ByteBuffer> input) {
    ByteBuffer block = ByteBuffer.allocate(Aes128.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    input.accept(block.put((byte) type));
    return AesKey.of(new Aes128(key).encrypt(Bytes.of(block.array())));
  }
}
