package dev.fuota.protocol.lorawan.command;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * {@code TXParamSetupReq}, downlink CID 0x09 (LoRaWAN 1.0.4, section 5): octet 0, bits 5
 * downlinkDwell400ms, 4 uplinkDwell400ms, 3..0 maxEirpIndex. Sets dwell times and the highest
 * power, where the region has them.
 *
 * @param maxEirpIndex 0..15, see {@link #maxEirpDbm}
 * @param uplinkDwell400ms uplinks may last 400 ms at most
 * @param downlinkDwell400ms downlinks may last 400 ms at most
 */
public record TxParamSetupReq(
    int maxEirpIndex, boolean uplinkDwell400ms, boolean downlinkDwell400ms) implements DownCommand {
  static final int CID = 0x09;
  static final int LENGTH = 1;
  private static final Bits MAX_EIRP_INDEX = new Bits("maxEirpIndex", 0, 4);
  private static final Bits UPLINK_DWELL400MS = new Bits("uplinkDwell400ms", 4, 1);
  private static final Bits DOWNLINK_DWELL400MS = new Bits("downlinkDwell400ms", 5, 1);
  private static final List<Integer> MAX_EIRP_DBM =
      List.of(8, 10, 12, 13, 14, 16, 18, 20, 21, 24, 26, 27, 29, 30, 33, 36);

  public TxParamSetupReq {
    MAX_EIRP_INDEX.check(maxEirpIndex);
  }

  static TxParamSetupReq read(PayloadReader in) {
    int maxEirpIndex = in.octet().bits(MAX_EIRP_INDEX);
    boolean uplinkDwell400ms = in.flag(UPLINK_DWELL400MS);
    boolean downlinkDwell400ms = in.flag(DOWNLINK_DWELL400MS);
    return new TxParamSetupReq(maxEirpIndex, uplinkDwell400ms, downlinkDwell400ms);
  }

  /** The highest equivalent isotropic power, dBm. */
  public int maxEirpDbm() {
    return MAX_EIRP_DBM.get(maxEirpIndex);
  }

  @Override
  public int cid() {
    return CID;
  }

  @Override
  public int payloadLength() {
    return LENGTH;
  }

  @Override
  public void encodePayload(ByteBuffer out) {
    out.put(
        (byte)
            (MAX_EIRP_INDEX.put(maxEirpIndex)
                | UPLINK_DWELL400MS.put(uplinkDwell400ms)
                | DOWNLINK_DWELL400MS.put(downlinkDwell400ms)));
  }
}
