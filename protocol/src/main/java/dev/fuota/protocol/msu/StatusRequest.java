package dev.fuota.protocol.msu;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Status request, 0x1B (MSU, section 17): the layout of {@link StatusResponse}, of which only these
 * two fields count.
 *
 * @param transactionId 0 if none is meant
 * @param deviceId whose status is asked for
 */
public record StatusRequest(int transactionId, Ipv4 deviceId) implements MsuMessage {

  static Optional<MsuMessage> read(MsuReader in) { // MSU-116
    return StatusResponse.readAs(
        in, status -> new StatusRequest(status.transactionId(), status.deviceId()));
  }

  @Override
  public MsuType type() {
    return MsuType.STATUS_REQ;
  }

  @Override
  public int length() {
    return StatusResponse.LENGTH;
  }

  @Override
  public void encode(ByteBuffer out) {
    StatusResponse.encode(out, type(), 0, 0, transactionId, deviceId, 0);
  }
}
