package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The join-accept (LoRaWAN 1.0.4, section 6.2.6; LoRaWAN 1.1, section 6.2.3). What stands behind
 * MHDR travels encrypted:
 *
 * <pre>
 * MHDR 1 (20) | JoinNonce 3 | NetID 3 | DevAddr 4 | DLSettings 1 | RxDelay 1 | [CFList 16] | MIC 4
 * DLSettings  bit 7 OptNeg, 6..4 RX1DROffset, 3..0 RX2DataRate
 * RxDelay     bits 3..0
 * </pre>
 *
 * <p>The server <em>decrypts</em> where a device encrypts, so that devices need one direction of
 * AES only.
 *
 * @param joinNonce 24 bits
 * @param netId 24 bits
 * @param optNeg 1.1: both sides speak 1.1; RFU in 1.0.x
 * @param rx1DrOffset 0..7
 * @param rx2DataRate 0..15; 15 keeps what the device has
 * @param rxDelay 0..15 as sent, see {@link #rx1DelaySeconds}
 * @param cfList empty also if the frame has one of an unknown type
 */
public record JoinAccept(
    int joinNonce,
    int netId,
    DevAddr devAddr,
    boolean optNeg,
    int rx1DrOffset,
    int rx2DataRate,
    int rxDelay,
    Optional<CfList> cfList) {
  /** Octets of the PHYPayload without CFList. */
  public static final int LENGTH_SHORT = 17;

  /** Octets of the PHYPayload with CFList. */
  public static final int LENGTH_LONG = LENGTH_SHORT + CfList.LENGTH;

  /** The "last JoinNonce" of a device that accepted none yet. */
  public static final int NO_JOIN_NONCE = -1;

  private static final Bits JOIN_NONCE = new Bits("joinNonce", 0, 24);
  private static final Bits NET_ID = new Bits("netId", 0, 24);
  private static final Bits OPT_NEG = new Bits("optNeg", 7, 1);
  private static final Bits RX1_DR_OFFSET = new Bits("rx1DrOffset", 4, 3);
  private static final Bits RX2_DATA_RATE = new Bits("rx2DataRate", 0, 4);
  private static final Bits RX_DELAY = new Bits("rxDelay", 0, 4);
  private static final int CF_LIST_AT = LENGTH_SHORT - Cmac.MIC_LENGTH;

  public JoinAccept {
    JOIN_NONCE.check(joinNonce);
    NET_ID.check(netId);
    RX1_DR_OFFSET.check(rx1DrOffset);
    RX2_DATA_RATE.check(rx2DataRate);
    RX_DELAY.check(rxDelay);
  }

  /**
   * Opens the answer to a join-request: the device's side.
   *
   * @param version of the device
   * @return malformed also if the MIC does not hold
   */
  public static Decoded<JoinAccept> open(
      Bytes phyPayload, JoinKeys keys, JoinRequest to, LorawanVersion version) {
    return open(phyPayload, keys.nwkKey(), JoinMic.of(keys, to, version));
  }

  /**
   * Opens the answer to a rejoin-request: the side of a device of LoRaWAN 1.1.
   *
   * @param joinEui of the device
   * @return malformed also if the MIC does not hold
   */
  public static Decoded<JoinAccept> open(
      Bytes phyPayload, JoinKeys keys, RejoinRequest to, Eui joinEui) {
    return open(phyPayload, keys.jsEncKey(to.devEui()), JoinMic.of(keys, to, joinEui));
  }

  private static Decoded<JoinAccept> open(Bytes phyPayload, AesKey key, JoinMic mic) {
    Decoded<Bytes> clear = decrypt(phyPayload, key);
    return clear instanceof Decoded.Malformed<Bytes> malformed
        ? malformed.as()
        : opened(clear.value().orElseThrow(), mic);
  }

  private static Decoded<JoinAccept> opened(Bytes clear, JoinMic mic) {
    int micAt = clear.length() - Cmac.MIC_LENGTH;
    JoinAccept accept = read(clear);
    Bytes expected = mic.of(clear.slice(0, micAt), accept.optNeg);
    return expected.equals(clear.slice(micAt, Cmac.MIC_LENGTH))
        ? Decoded.ok(accept)
        : Decoded.badValue("MIC", "the MIC does not hold");
  }

  /**
   * The frame in the clear: MHDR, fields and MIC, which nobody checked.
   *
   * @param key AppKey; 1.1: NwkKey, or JSEncKey for the answer to a rejoin-request
   */
  public static Decoded<Bytes> decrypt(Bytes phyPayload, AesKey key) { // MAC-017
    int length = phyPayload.length() < LENGTH_LONG ? LENGTH_SHORT : LENGTH_LONG;
    return JoinFrames.checked(phyPayload, FType.JOIN_ACCEPT, "JoinAccept", length)
        .map(
            phy -> {
              byte[] clear = new byte[length];
              clear[0] = (byte) phy.at(0);
              new Aes128(key).encrypt(phy.toArray(), 1, length - 1, clear, 1);
              return Bytes.of(clear);
            });
  }

  /** The fields of a frame in the clear, as {@link #decrypt} gives it; nobody checked its MIC. */
  public static JoinAccept read(Bytes clear) { // MAC-010
    ByteBuffer in = clear.asBuffer().order(ByteOrder.LITTLE_ENDIAN).position(1);
    int joinNonce = Unsigned.u24(in);
    int netId = Unsigned.u24(in);
    DevAddr devAddr = DevAddr.take(in);
    int dlSettings = Unsigned.u8(in);
    int rxDelay = Unsigned.u8(in);
    return new JoinAccept(
        joinNonce,
        netId,
        devAddr,
        OPT_NEG.isSet(dlSettings),
        RX1_DR_OFFSET.get(dlSettings),
        RX2_DATA_RATE.get(dlSettings),
        RX_DELAY.get(rxDelay),
        clear.length() == LENGTH_LONG
            ? CfList.read(clear.slice(CF_LIST_AT, CfList.LENGTH))
            : Optional.empty());
  }

  /** The PHYPayload that answers a join-request: the server's side. */
  public Bytes seal(JoinKeys keys, JoinRequest to, LorawanVersion version) {
    return seal(keys.nwkKey(), JoinMic.of(keys, to, version));
  }

  /** The PHYPayload that answers a rejoin-request: the server's side. */
  public Bytes seal(JoinKeys keys, RejoinRequest to, Eui joinEui) {
    return seal(keys.jsEncKey(to.devEui()), JoinMic.of(keys, to, joinEui));
  }

  private Bytes seal(AesKey key, JoinMic mic) {
    Bytes clear = clear();
    Bytes body = clear.slice(1, clear.length() - 1).concat(mic.of(clear, optNeg));
    Bytes sealed = clear.slice(0, 1);
    for (int at = 0; at < body.length(); at += Aes128.BLOCK) {
      sealed = sealed.concat(Aes128.decrypt(key, body.slice(at, Aes128.BLOCK)));
    }
    return sealed;
  }

  private Bytes clear() {
    ByteBuffer out = ByteBuffer.allocate(CF_LIST_AT).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) FType.JOIN_ACCEPT.mhdr());
    Unsigned.put24(out, joinNonce);
    Unsigned.put24(out, netId);
    devAddr.putTo(out);
    int rx2 = RX2_DATA_RATE.put(rx2DataRate);
    out.put((byte) (OPT_NEG.put(optNeg) | RX1_DR_OFFSET.put(rx1DrOffset) | rx2));
    out.put((byte) RX_DELAY.put(rxDelay));
    return Bytes.of(out.array()).concat(cfList.map(CfList::encode).orElse(Bytes.EMPTY));
  }

  /** From the end of an uplink to RX1: 1..15 s; 0 as sent means 1. RX2 is a second later. */
  public int rx1DelaySeconds() {
    return Math.max(1, rxDelay);
  }

  /** Whether the session has the rules of 1.1: the device and, by OptNeg, the network speak it. */
  public boolean isV11(LorawanVersion device) {
    return device == LorawanVersion.V1_1 && optNeg;
  }

  /**
   * Whether the JoinNonce shows that this is no replay.
   *
   * @param last that the device accepted, or {@link #NO_JOIN_NONCE}
   * @param mustGrow as LoRaWAN 1.1 demands; else it must be another one
   */
  public boolean isFresh(int last, boolean mustGrow) {
    return mustGrow ? joinNonce > last : joinNonce != last;
  }
}
