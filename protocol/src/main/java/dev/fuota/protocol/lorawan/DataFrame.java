package dev.fuota.protocol.lorawan;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;

/**
 * A LoRaWAN data frame as received, its form checked, its MIC not:
 *
 * <pre>
 * MHDR 1 | DevAddr 4 | FCtrl 1 | FCnt 2 | FOpts 0..15 | [FPort 1 | FRMPayload 0..] | MIC 4
 * </pre>
 *
 * <p>Integers are little-endian. This is a view over the received octets: the MIC covers them as
 * they came, reserved bits too, and a frame for somebody else costs no copy. {@link FrameCrypto}
 * opens frames and makes them.
 */
public final class DataFrame {
  /** Octets of the shortest data frame: no FOpts, no FPort. */
  public static final int LENGTH_MIN = 12;

  /** Octets of the longest frame that LoRa can carry. */
  public static final int LENGTH_MAX = 255;

  /** Octets around the FRMPayload of a frame without FOpts. */
  public static final int OVERHEAD = 13;

  /** Octets of the longest FOpts. */
  public static final int F_OPTS_MAX = 15;

  /** The FPort of a frame without one. */
  public static final int NO_PORT = -1;

  private static final int DEV_ADDR_AT = 1;
  private static final int F_CTRL_AT = 5;
  private static final int F_CNT_AT = 6;
  private static final int F_OPTS_AT = 8;
  private static final Bits MAJOR = new Bits("major", 0, 2);
  private static final int MAJOR_R1 = 0;

  private final Bytes phyPayload;

  private DataFrame(Bytes phyPayload) {
    this.phyPayload = phyPayload;
  }

  /** Checks the form of {@code phyPayload}; anything but a data frame is malformed here. */
  public static Decoded<DataFrame> decode(Bytes phyPayload) { // MAC-001, MAC-002
    int length = phyPayload.length();
    if (length < LENGTH_MIN) {
      return Decoded.truncated("PHYPayload", LENGTH_MIN, length);
    }
    if (length > LENGTH_MAX) {
      return new Decoded.Malformed<>(
          Decoded.Reason.TOO_LONG,
          "PHYPayload",
          "PHYPayload has at most 255 octets, not " + length);
    }
    if (MAJOR.get(phyPayload.at(0)) != MAJOR_R1) {
      return Decoded.badValue("Major", "Major is not 0, LoRaWAN R1");
    }
    DataFrame frame = new DataFrame(phyPayload);
    if (!frame.type().isData()) {
      return Decoded.badValue("FType", frame.type() + " is not a data frame");
    }
    return frame.checkedOptions();
  }

  private Decoded<DataFrame> checkedOptions() { // MAC-003
    int needed = LENGTH_MIN + fOptsLength();
    if (phyPayload.length() < needed) {
      return Decoded.truncated("FOpts", needed, phyPayload.length());
    }
    if (fPort() == 0 && fOptsLength() > 0) {
      return Decoded.badValue("FOpts", "MAC commands both in FOpts and on FPort 0");
    }
    return Decoded.ok(this);
  }

  public FType type() {
    return FType.of(phyPayload.at(0));
  }

  public DevAddr devAddr() { // MAC-008
    return new DevAddr(low16At(DEV_ADDR_AT) | low16At(DEV_ADDR_AT + Short.BYTES) << Short.SIZE);
  }

  /** Whether the frame has this address; makes no object of its own for the answer. */
  boolean isFor(DevAddr address) {
    return (low16At(DEV_ADDR_AT) | low16At(DEV_ADDR_AT + Short.BYTES) << Short.SIZE)
        == address.value();
  }

  public FCtrl fCtrl() {
    return FCtrl.of(phyPayload.at(F_CTRL_AT));
  }

  /** The lower 16 bits of the frame counter; {@link FrameCounter} finds the others. */
  public int fCnt() {
    return low16At(F_CNT_AT);
  }

  /** MAC commands as sent, 0..15 octets: encrypted in 1.1, see {@link FrameCrypto#fOpts}. */
  public Bytes fOpts() {
    return phyPayload.slice(F_OPTS_AT, fOptsLength());
  }

  /** 0 for MAC commands, 1..255, or {@link #NO_PORT}. */
  public int fPort() { // MAC-006
    int at = F_OPTS_AT + fOptsLength();
    return at < micAt() ? phyPayload.at(at) : NO_PORT;
  }

  /** The payload as sent, that is encrypted. */
  public Bytes frmPayload() {
    return phyPayload.slice(frmPayloadAt(), frmPayloadLength());
  }

  /** The four octets of the MIC, as sent. */
  public Bytes mic() {
    return phyPayload.slice(micAt(), Cmac.MIC_LENGTH);
  }

  /** The whole frame, as received. */
  public Bytes phyPayload() {
    return phyPayload;
  }

  int fOptsLength() {
    return FCtrl.F_OPTS_LEN.get(phyPayload.at(F_CTRL_AT));
  }

  int frmPayloadAt() {
    return Math.min(F_OPTS_AT + fOptsLength() + 1, micAt());
  }

  int frmPayloadLength() {
    return micAt() - frmPayloadAt();
  }

  int micAt() {
    return phyPayload.length() - Cmac.MIC_LENGTH;
  }

  private int low16At(int at) {
    return phyPayload.at(at) | phyPayload.at(at + 1) << Byte.SIZE;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DataFrame frame && phyPayload.equals(frame.phyPayload);
  }

  @Override
  public int hashCode() {
    return phyPayload.hashCode();
  }

  @Override
  public String toString() {
    return String.format(
        "DataFrame[%s, %s, fCnt=%d, fPort=%d, %d octets]",
        type(), devAddr(), fCnt(), fPort(), frmPayloadLength());
  }
}
