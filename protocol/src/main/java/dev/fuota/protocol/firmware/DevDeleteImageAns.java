package dev.fuota.protocol.firmware;

import dev.fuota.protocol.codec.Bits;
import dev.fuota.protocol.codec.PayloadReader;
import java.nio.ByteBuffer;

/**
 * {@code DevDeleteImageAns}, uplink CID 0x05 (TS006): octet 0, bit 0 errorNoValidImage, bit 1
 * errorInvalidVersion, 7..2 RFU. With any of them set nothing was changed.
 *
 * @param errorNoValidImage there is no valid image
 * @param errorInvalidVersion the image has another version
 */
public record DevDeleteImageAns(boolean errorNoValidImage, boolean errorInvalidVersion)
    implements FirmwareUplink {
  static final int CID = 0x05;
  static final int LENGTH = 1;
  private static final Bits ERROR_NO_VALID_IMAGE = new Bits("errorNoValidImage", 0, 1);
  private static final Bits ERROR_INVALID_VERSION = new Bits("errorInvalidVersion", 1, 1);

  static DevDeleteImageAns read(PayloadReader in) {
    return new DevDeleteImageAns(
        in.octet().flag(ERROR_NO_VALID_IMAGE), in.flag(ERROR_INVALID_VERSION));
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
            (ERROR_NO_VALID_IMAGE.put(errorNoValidImage)
                | ERROR_INVALID_VERSION.put(errorInvalidVersion)));
  }
}
