package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A message of MSU. All numbers are big-endian (section 7 of MSU). Octet 0 is the {@link MsuType},
 * octet 3 the version; most messages about a file have its number in octets 1 and 2.
 */
public sealed interface MsuMessage
    permits WhoIs,
        IAm,
        SetGroup,
        ResetGroup,
        GroupAck,
        ConnectRequest,
        ConnectResponse,
        DisconnectRequest,
        DisconnectResponse,
        Notification,
        DataTransfer,
        SequenceComplaint,
        ChunkComplaint,
        TransferCompleted,
        TransferAborted,
        CcmCompleted,
        ScmCompleted,
        StatusRequest,
        StatusResponse,
        Passthrough,
        LocalCommand,
        Poll,
        Report,
        CodedTransfer {
  /** No datagram is longer: an Ethernet frame without the headers of IP and UDP. */
  int LENGTH_MAX = 1472;

  /** IPv4, protocol version 1 (decision 0021, D-02). */
  int VERSION = 0x10; // MSU-021

  MsuType type();

  /** Octets of the message. */
  int length();

  /**
   * Writes the message.
   *
   * @param out big-endian, with room for {@link #length} octets
   */
  void encode(ByteBuffer out);

  default Bytes encoded() {
    ByteBuffer out = ByteBuffer.allocate(length()).order(ByteOrder.BIG_ENDIAN); // MSU-013
    encode(out);
    return Bytes.of(out.array());
  }
}
