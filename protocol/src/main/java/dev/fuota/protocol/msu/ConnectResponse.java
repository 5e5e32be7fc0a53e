package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Connect response, 0x42 (MSU, section 10): 4 octets, or 8 with the id of the request; more may
 * follow and is ignored (decision 0021, D-34).
 *
 * <pre>
 * 1     error code, 0 good, 1 error
 * 2     error subcode, 0 if good
 * 4..7  Transaction ID of the request
 * </pre>
 *
 * @param transactionId as it came, even 0; none in the short form
 */
public record ConnectResponse(ResponseCode code, OptionalInt transactionId) implements MsuMessage {
  static Optional<MsuMessage> read(MsuReader in) { // MSU-056, MSU-X37
    ResponseCode code = in.responseCode();
    OptionalInt transactionId = ResponseLayout.readTransactionId(in);
    return in.built(() -> new ConnectResponse(code, transactionId));
  }

  /** The answer to a request with {@code transactionId}. */
  public static ConnectResponse to(int transactionId, ResponseCode code) {
    return new ConnectResponse(code, OptionalInt.of(transactionId));
  }

  @Override
  public MsuType type() {
    return MsuType.CONNECT_RES;
  }

  @Override
  public int length() {
    return ResponseLayout.length(transactionId);
  }

  @Override
  public void encode(ByteBuffer out) {
    ResponseLayout.put(out, type(), code, transactionId);
  }
}
