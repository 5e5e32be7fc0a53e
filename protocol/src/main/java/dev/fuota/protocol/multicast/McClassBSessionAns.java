package dev.fuota.protocol.multicast;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * {@code McClassBSessionAns}, uplink CID 0x05 (TS005): accepted with a time to start, or refused
 * with reasons.
 *
 * <pre>
 * 0     bits 1..0 mcGroupId, 2 drError, 3 freqError, 4 mcGroupUndefined, 7..5 RFU
 * 1..3  timeToStart; only if no error bit is set
 * </pre>
 *
 * @param mcGroupId 0..3
 * @param drError the device cannot use the data rate
 * @param freqError the device cannot use the frequency
 * @param mcGroupUndefined there is no such group
 * @param timeToStart seconds from this transmission to the session, 0..2^24-1; {@link
 *     #TIME_UNKNOWN} if the device does not know the time; empty exactly if the session was refused
 */
public record McClassBSessionAns(
    int mcGroupId,
    boolean drError,
    boolean freqError,
    boolean mcGroupUndefined,
    OptionalInt timeToStart)
    implements MulticastUplink {
  /** The timeToStart of a device that does not know the time, and of a start too far away. */
  public static final int TIME_UNKNOWN = 0xff_ffff;

  static final int CID = 0x05;
  private static final int LENGTH = 1;
  private static final int TIME_LENGTH = 3;
  private static final Bits MC_GROUP_ID = new Bits(0, 2);
  private static final Bits DR_ERROR = new Bits(2, 1);
  private static final Bits FREQ_ERROR = new Bits(3, 1);
  private static final Bits MC_GROUP_UNDEFINED = new Bits(4, 1);
  private static final Bits TIME_TO_START = new Bits(0, 24);

  public McClassBSessionAns {
    MC_GROUP_ID.check(mcGroupId);
    timeToStart.ifPresent(TIME_TO_START::check);
    if (timeToStart.isPresent() == (drError || freqError || mcGroupUndefined)) {
      throw new IllegalArgumentException("timeToStart goes with acceptance, not with refusal");
    }
  }

  static Decoded<MulticastUplink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("McClassBSessionAns", LENGTH, in.remaining());
    }
    int status = Unsigned.u8(in);
    boolean drError = DR_ERROR.isSet(status);
    boolean freqError = FREQ_ERROR.isSet(status);
    boolean mcGroupUndefined = MC_GROUP_UNDEFINED.isSet(status);
    OptionalInt timeToStart = OptionalInt.empty();
    if (!(drError || freqError || mcGroupUndefined)) {
      if (in.remaining() < TIME_LENGTH) {
        return Decoded.truncated(
            "McClassBSessionAns", LENGTH + TIME_LENGTH, LENGTH + in.remaining());
      }
      timeToStart = OptionalInt.of(Unsigned.u24(in));
    }
    return Decoded.ok(
        new McClassBSessionAns(
            MC_GROUP_ID.get(status), drError, freqError, mcGroupUndefined, timeToStart));
  }

  /** The session was accepted. */
  public static McClassBSessionAns accepted(int mcGroupId, int timeToStart) {
    return new McClassBSessionAns(mcGroupId, false, false, false, OptionalInt.of(timeToStart));
  }

  /** The session was refused; at least one reason holds. */
  public static McClassBSessionAns refused(
      int mcGroupId, boolean drError, boolean freqError, boolean mcGroupUndefined) {
    return new McClassBSessionAns(
        mcGroupId, drError, freqError, mcGroupUndefined, OptionalInt.empty());
  }

  @Override
  public int cid() {
    return CID;
  }

  @Override
  public int payloadLength() {
    return timeToStart.isPresent() ? LENGTH + TIME_LENGTH : LENGTH;
  }

  @Override
  public void encodePayload(ByteBuffer out) {
    out.put(
        (byte)
            (MC_GROUP_ID.put(mcGroupId)
                | DR_ERROR.put(drError)
                | FREQ_ERROR.put(freqError)
                | MC_GROUP_UNDEFINED.put(mcGroupUndefined)));
    timeToStart.ifPresent(time -> Unsigned.put24(out, time));
  }
}
