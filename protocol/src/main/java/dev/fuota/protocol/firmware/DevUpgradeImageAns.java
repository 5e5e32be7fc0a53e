package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.PayloadReader;
import dev.fuota.protocol.codec.Unsigned;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * {@code DevUpgradeImageAns}, uplink CID 0x04 (TS006): octet 0, bits 1..0 upImageStatus, 7..2 RFU;
 * octets 1..4 nextFirmwareVersion, only with {@link #VALID_IMAGE}.
 *
 * @param upImageStatus {@link #NO_IMAGE}, {@link #CORRUPT_IMAGE}, {@link #WRONG_HARDWARE} or {@link
 *     #VALID_IMAGE}
 * @param nextFirmwareVersion of the valid image, 0..2^32-1; empty with any other status
 */
public record DevUpgradeImageAns(int upImageStatus, OptionalLong nextFirmwareVersion)
    implements FirmwareUplink {
  /** There is none; or it was installed. */
  public static final int NO_IMAGE = 0;

  /** There is one, incomplete or with a wrong signature. */
  public static final int CORRUPT_IMAGE = 1;

  /** There is one for other hardware. */
  public static final int WRONG_HARDWARE = 2;

  /** There is one that the next reboot installs. */
  public static final int VALID_IMAGE = 3;

  static final int CID = 0x04;
  static final int LENGTH = 1;
  private static final int VERSION_LENGTH = 4;
  private static final Bits UP_IMAGE_STATUS = new Bits("upImageStatus", 0, 2);

  public DevUpgradeImageAns {
    UP_IMAGE_STATUS.check(upImageStatus);
    nextFirmwareVersion.ifPresent(Unsigned::check32);
    if (nextFirmwareVersion.isPresent() != (upImageStatus == VALID_IMAGE)) {
      throw new IllegalArgumentException("nextFirmwareVersion goes with a valid image");
    }
  }

  static Decoded<DevUpgradeImageAns> read(PayloadReader in) {
    int status = in.octet().bits(UP_IMAGE_STATUS);
    if (status != VALID_IMAGE) {
      return Decoded.ok(without(status));
    }
    return in.remaining() < VERSION_LENGTH
        ? in.truncated("DevUpgradeImageAns", VERSION_LENGTH)
        : Decoded.ok(valid(in.u32("nextFirmwareVersion")));
  }

  /** An image of this version waits to be installed. */
  public static DevUpgradeImageAns valid(long nextFirmwareVersion) {
    return new DevUpgradeImageAns(VALID_IMAGE, OptionalLong.of(nextFirmwareVersion));
  }

  /** Nothing waits to be installed, for one of the other reasons. */
  public static DevUpgradeImageAns without(int upImageStatus) {
    return new DevUpgradeImageAns(upImageStatus, OptionalLong.empty());
  }

  @Override
  public int cid() {
    return CID;
  }

  @Override
  public int payloadLength() {
    return nextFirmwareVersion.isPresent() ? LENGTH + VERSION_LENGTH : LENGTH;
  }

  @Override
  public void encodePayload(ByteBuffer out) {
    out.put((byte) UP_IMAGE_STATUS.put(upImageStatus));
    nextFirmwareVersion.ifPresent(version -> Unsigned.put32(out, version));
  }
}
