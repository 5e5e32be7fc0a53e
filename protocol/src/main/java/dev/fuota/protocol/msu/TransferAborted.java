package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Transfer aborted, 0x18 (MSU, section 16, layout by decision 0021, D-51); 8 octets.
 *
 * <pre>
 * 1..2  File Number, 0 the whole transaction
 * 4..7  Transaction ID
 * </pre>
 */
public record TransferAborted(int fileNumber, int transactionId) implements MsuMessage {
  static final int LENGTH = 8;

  public TransferAborted {
    Checks.range("fileNumber", fileNumber, 0, MsuLimits.FILES_MAX);
    Checks.transaction(transactionId);
  }

  static Optional<MsuMessage> read(MsuReader in) { // MSU-112
    if (!in.fixed(LENGTH)) {
      return Optional.empty();
    }
    int fileNumber = in.fileInProgressOrAll();
    int transactionId = in.transaction(4);
    in.end(LENGTH);
    return in.built(() -> new TransferAborted(fileNumber, transactionId));
  }

  @Override
  public MsuType type() {
    return MsuType.TRANSFER_ABORTED;
  }

  @Override
  public int length() {
    return LENGTH;
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.putFile(out, type(), fileNumber);
    out.putInt(transactionId);
  }
}
