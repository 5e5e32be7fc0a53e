package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Disconnect request, 0x43 (MSU, section 10); 48 octets.
 *
 * <pre>
 * 2       Msg_type, informative
 * 4..43   Server IP
 * 44..47  Transaction ID
 * </pre>
 */
public record DisconnectRequest(int msgType, Ipv4 serverIp, int transactionId)
    implements MsuMessage {
  static final int LENGTH = 48;

  public DisconnectRequest {
    Checks.octet("msgType", msgType);
    Checks.transaction(transactionId);
  }

  static Optional<MsuMessage> read(MsuReader in) { // MSU-054
    if (!in.fixed(LENGTH)) {
      return Optional.empty();
    }
    int msgType = in.u8(2);
    Ipv4 serverIp = in.address(4, "Server IP");
    int transactionId = in.transaction(44);
    in.end(LENGTH);
    return in.built(() -> new DisconnectRequest(msgType, serverIp, transactionId));
  }

  @Override
  public MsuType type() {
    return MsuType.DISCONNECT_REQ;
  }

  @Override
  public int length() {
    return LENGTH;
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.put(out, type(), 0, msgType);
    Text40.put(out, serverIp);
    out.putInt(transactionId);
  }
}
