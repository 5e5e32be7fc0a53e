package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Transfer completed, 0x17 (MSU, section 15): all chunks were sent once. The header alone. */
public record TransferCompleted(int fileNumber) implements MsuMessage {
  public TransferCompleted {
    Header.checkFile(fileNumber);
  }

  static Optional<MsuMessage> read(MsuReader in) {
    int fileNumber = in.fileInProgress();
    in.end(Header.LENGTH);
    return in.built(() -> new TransferCompleted(fileNumber));
  }

  @Override
  public MsuType type() {
    return MsuType.TRANSFER_COMPLETED;
  }

  @Override
  public int length() {
    return Header.LENGTH;
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.putFile(out, type(), fileNumber);
  }
}
