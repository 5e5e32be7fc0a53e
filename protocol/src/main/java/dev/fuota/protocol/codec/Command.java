package dev.fuota.protocol.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One command of an application package: a CID octet and what follows it. */
public interface Command {
  /** The command identifier; requests and their answers share it. */
  int cid();

  /** Octets of the payload behind the CID. */
  int payloadLength();

  /** Puts the payload behind the CID into {@code out}, which is little-endian and has the room. */
  void encodePayload(ByteBuffer out);

  /** CID and payload, as sent. */
  default Bytes encode() {
    ByteBuffer out = ByteBuffer.allocate(1 + payloadLength()).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) cid());
    encodePayload(out);
    return Bytes.of(out.array());
  }
}
