package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * SCM completed, 0x1A (MSU, section 14): a window for complaints about the chunk sent last is over;
 * 8 octets.
 *
 * <pre>
 * 1..2  File Number
 * 4     SCM_Retry_Flag
 * 5..7  reserved
 * </pre>
 *
 * @param retryFlag 0: no more complaints about this chunk; else another window is open
 */
public record ScmCompleted(int fileNumber, int retryFlag) implements MsuMessage {
  static final int LENGTH = 8;

  public ScmCompleted {
    Header.checkFile(fileNumber);
    Checks.octet("retryFlag", retryFlag);
  }

  static Optional<MsuMessage> read(MsuReader in) {
    if (!in.fixed(LENGTH)) {
      return Optional.empty();
    }
    int fileNumber = in.fileInProgress();
    int retryFlag = in.u8(4);
    in.end(LENGTH);
    return in.built(() -> new ScmCompleted(fileNumber, retryFlag));
  }

  @Override
  public MsuType type() {
    return MsuType.SCM_COMPLETED;
  }

  @Override
  public int length() {
    return LENGTH;
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.putFile(out, type(), fileNumber);
    out.put((byte) retryFlag);
    Header.putZeros(out, 3);
  }
}
