package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;

/**
 * {@code DevRebootTimeReq}, downlink CID 0x02 (TS006): octets 0..3 rebootTime.
 *
 * @param rebootTime GPS seconds modulo 2^32, or {@link #NOW}, or {@link #CANCEL}
 */
public record DevRebootTimeReq(long rebootTime) implements FirmwareDownlink {
  /** Reboot as soon as possible; not answered. */
  public static final long NOW = 0;

  /** Forget the programmed reboot; answered with the same value. */
  public static final long CANCEL = 0xffff_ffffL;

  static final int CID = 0x02;
  private static final int LENGTH = 4;

  public DevRebootTimeReq {
    Unsigned.check32(rebootTime);
  }

  static Decoded<FirmwareDownlink> decode(ByteBuffer in) {
    if (in.remaining() < LENGTH) {
      return Decoded.truncated("DevRebootTimeReq", LENGTH, in.remaining());
    }
    return Decoded.ok(new DevRebootTimeReq(Unsigned.u32(in)));
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
    Unsigned.put32(out, rebootTime);
  }
}
