package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;

/** CCM completed, 0x19 (MSU, section 15): a round of repeated chunks is over. The header alone. */
public record CcmCompleted(int fileNumber) implements MsuMessage {
  public CcmCompleted {
    Header.checkFile(fileNumber);
  }

  static Optional<MsuMessage> read(MsuReader in) {
    int fileNumber = in.fileInProgress();
    in.end(Header.LENGTH);
    return in.built(() -> new CcmCompleted(fileNumber));
  }

  @Override
  public MsuType type() {
    return MsuType.CCM_COMPLETED;
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
