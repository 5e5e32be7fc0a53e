package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.PayloadReader;
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
  static final int LENGTH = 4;

  public DevRebootTimeReq {
    Unsigned.check32(rebootTime);
  }

  static DevRebootTimeReq read(PayloadReader in) {
    return new DevRebootTimeReq(in.u32("rebootTime"));
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
