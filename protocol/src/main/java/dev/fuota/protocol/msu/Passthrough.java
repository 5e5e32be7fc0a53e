package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Passthrough request 0x51, response 0x52 and message 0x61: MSU names them without numbers or
 * layout, these are decision 0021, D-61. 52 octets and the data.
 *
 * <pre>
 * 1       channel
 * 2       flags
 * 4..43   Device ID
 * 44..47  correlation id
 * 48..49  data length
 * 50..51  reserved
 * 52..    data
 * </pre>
 *
 * @param kind PASS_REQ, PASS_RES or PASS_MSG
 */
public record Passthrough(
    MsuType kind, int channel, int flags, Ipv4 deviceId, int correlationId, Bytes data)
    implements MsuMessage {
  static final int FIXED_LENGTH = 52;

  public Passthrough {
    Checks.that(
        kind == MsuType.PASS_REQ || kind == MsuType.PASS_RES || kind == MsuType.PASS_MSG,
        kind + " is no passthrough");
    Checks.octet("channel", channel);
    Checks.octet("flags", flags);
    Checks.range("data length", data.length(), 0, LENGTH_MAX - FIXED_LENGTH);
  }

  static Optional<MsuMessage> read(MsuReader in, MsuType kind) { // MSU-144
    if (!in.fixed(FIXED_LENGTH)) {
      return Optional.empty();
    }
    int channel = in.u8(1);
    int flags = in.u8(2);
    Ipv4 deviceId = in.address(4, "Device ID");
    int correlationId = in.i32(44);
    int length = in.dataLength(48, FIXED_LENGTH);
    Bytes data = in.data(FIXED_LENGTH, length);
    return in.built(() -> new Passthrough(kind, channel, flags, deviceId, correlationId, data));
  }

  @Override
  public MsuType type() {
    return kind;
  }

  @Override
  public int length() {
    return FIXED_LENGTH + data.length();
  }

  @Override
  public void encode(ByteBuffer out) {
    Header.put(out, kind, channel, flags);
    Text40.put(out, deviceId);
    out.putInt(correlationId).putShort((short) data.length()).putShort((short) 0);
    data.putTo(out);
  }
}
