package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A rejoin-request (LoRaWAN 1.1, section 6.2.4), not encrypted. Integers are little-endian.
 *
 * <pre>
 * types 0, 2   MHDR 1 (C0) | type 1 | NetID 3   | DevEUI 8 | RJcount0 2 | MIC 4
 * type 1       MHDR 1 (C0) | type 1 | JoinEUI 8 | DevEUI 8 | RJcount1 2 | MIC 4
 * </pre>
 *
 * <p>The MIC of types 0 and 2 is that of SNwkSIntKey, of type 1 that of JSIntKey.
 */
public sealed interface RejoinRequest {

  /** 0, 1 or 2. */
  int type();

  Eui devEui();

  /** 0..65535; it takes the place of DevNonce. */
  int rjCount();

  /** Puts what stands between type and DevEUI. */
  void putHome(ByteBuffer out);

  /** Reads a rejoin-request; its MIC is not checked. */
  static Decoded<RejoinRequest> decode(Bytes phyPayload) {
    if (phyPayload.length() < InSession.LENGTH) {
      return Decoded.truncated("RejoinRequest", InSession.LENGTH, phyPayload.length());
    }
    int type = phyPayload.at(1);
    if (type > 2) {
      return Decoded.badValue("RejoinType", "there is no rejoin-request of type " + type);
    }
    return JoinFrames.checked(
            phyPayload,
            FType.REJOIN_REQUEST,
            "RejoinRequest",
            type == AtHome.TYPE ? AtHome.LENGTH : InSession.LENGTH)
        .map(RejoinRequest::read);
  }

  private static RejoinRequest read(Bytes phyPayload) {
    ByteBuffer in = phyPayload.asBuffer().order(ByteOrder.LITTLE_ENDIAN).position(1);
    int type = Unsigned.u8(in);
    if (type == AtHome.TYPE) {
      Eui joinEui = Eui.take(in);
      return new AtHome(joinEui, Eui.take(in), Unsigned.u16(in));
    }
    int netId = Unsigned.u24(in);
    return new InSession(type, netId, Eui.take(in), Unsigned.u16(in));
  }

  /** The PHYPayload, with the MIC of {@code key}: SNwkSIntKey, or JSIntKey for type 1. */
  default Bytes seal(AesKey key) {
    ByteBuffer out = ByteBuffer.allocate(AtHome.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) FType.REJOIN_REQUEST.mhdr()).put((byte) type());
    putHome(out);
    devEui().putTo(out);
    out.putShort((short) rjCount());
    return JoinFrames.signed(Bytes.of(out.array(), 0, out.position()), key);
  }

  /** Whether {@code phyPayload}, of which this was read, has the MIC of {@code key}. */
  default boolean verify(Bytes phyPayload, AesKey key) {
    return JoinFrames.verify(phyPayload, key);
  }

  /**
   * Type 0, to reset the radio parameters too, or type 2, for new keys only: within a session.
   *
   * @param type 0 or 2
   * @param netId 24 bits, of the network of the session
   */
  record InSession(int type, int netId, Eui devEui, int rjCount) implements RejoinRequest {
    /** Octets of the PHYPayload. */
    public static final int LENGTH = 19;

    private static final Bits NET_ID = new Bits("netId", 0, 24);
    private static final Bits RJ_COUNT = new Bits("rjCount", 0, 16);

    public InSession {
      NET_ID.check(netId);
      RJ_COUNT.check(rjCount);
      if (type != 0 && type != 2) {
        throw new IllegalArgumentException("type 0 or 2 is needed, not " + type);
      }
    }

    @Override
    public void putHome(ByteBuffer out) {
      Unsigned.put24(out, netId);
    }
  }

  /** Type 1: as a join-request, while there may be a session. */
  record AtHome(Eui joinEui, Eui devEui, int rjCount) implements RejoinRequest {
    /** Octets of the PHYPayload. */
    public static final int LENGTH = 24;

    static final int TYPE = 1;
    private static final Bits RJ_COUNT = new Bits("rjCount", 0, 16);

    public AtHome {
      RJ_COUNT.check(rjCount);
    }

    @Override
    public int type() {
      return TYPE;
    }

    @Override
    public void putHome(ByteBuffer out) {
      joinEui.putTo(out);
    }
  }
}
