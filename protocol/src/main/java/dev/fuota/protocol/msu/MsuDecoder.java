package dev.fuota.protocol.msu;

import dev.fuota.protocol.codec.Bytes;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Decodes the datagrams of MSU. Never throws, whatever the octets. Where several things are wrong,
 * the first of this order is the reason: the length of the datagram, opcode, subcode, protocol
 * version; the fixed part; the fields by their offsets, the limits of a file before what follows
 * from them; the lengths of strings; the strings; the names; surplus octets.
 */
public final class MsuDecoder { // MSU-X02
  private final MsuLimits limits;

  public MsuDecoder(MsuLimits limits) {
    this.limits = limits;
  }

  /**
   * Decodes a datagram.
   *
   * @param datagram from position to limit, which are left as they are
   */
  public MsuDecoded decode(ByteBuffer datagram) {
    return decode(datagram, Optional.empty());
  }

  /** Decodes a datagram and checks it against the file in progress. */
  public MsuDecoded decode(ByteBuffer datagram, FileContext context) {
    return decode(datagram, Optional.of(context));
  }

  private MsuDecoded decode(ByteBuffer datagram, Optional<FileContext> context) {
    ByteBuffer in = datagram.slice(); // big-endian, as every new buffer
    Optional<MsuDecoded> bad = headerDefect(in, limits);
    if (bad.isPresent()) {
      return bad.get();
    }
    Optional<SecurityTrailer> trailer = TrailerFinder.find(in);
    trailer.ifPresent(it -> in.limit(in.limit() - SecurityTrailer.length(it.suite())));
    MsuReader reader = new MsuReader(in, limits, context);
    int version = reader.u8(3);
    reader.warn((version & 0x80) != 0, MsuWarning.IP_VERSION_BIT_SET); // MSU-022
    reader.warn((version & 0x0f) != 0, MsuWarning.RESERVED_NIBBLE_SET);
    MsuType type = MsuType.ofOctet(reader.u8(0)).orElseThrow();
    Optional<MsuMessage> message = read(reader, type);
    return message.isPresent()
        ? new MsuDecoded.Ok(message.get(), reader.warnings(), trailer)
        : reader.rejected();
  }

  /** Decodes octets that are all there. */
  public MsuDecoded decode(Bytes datagram) {
    return decode(datagram.asBuffer());
  }

  private static Optional<MsuDecoded> headerDefect(ByteBuffer in, MsuLimits limits) {
    int length = in.limit();
    if (length > MsuMessage.LENGTH_MAX) {
      return rejected(
          RejectReason.OVERSIZE, length + " octets are more than " + MsuMessage.LENGTH_MAX);
    }
    if (length < Header.LENGTH) {
      return rejected(RejectReason.TRUNCATED, length + " octets are no header");
    }
    int first = in.get(0) & 0xff;
    if (!MsuType.hasOpcode(first >>> 4)) {
      return rejected(RejectReason.UNKNOWN_OPCODE, "there is no opcode " + (first >>> 4));
    }
    if (MsuType.ofOctet(first).filter(limits::knows).isEmpty()) {
      return rejected(
          RejectReason.UNKNOWN_SUBCODE,
          "opcode " + (first >>> 4) + " has no subcode " + (first & 0xf));
    }
    int version = in.get(3) >>> 4 & 7;
    return version == 1
        ? Optional.empty()
        : rejected(RejectReason.BAD_PROTOCOL_VERSION, "the protocol version is " + version);
  }

  private static Optional<MsuDecoded> rejected(RejectReason reason, String detail) {
    return Optional.of(new MsuDecoded.Rejected(reason, detail));
  }

  private static Optional<MsuMessage> read(MsuReader in, MsuType type) {
    return switch (type) {
      case NOTIFY_UPGRADE -> Notification.read(in, NotificationKind.UPGRADE);
      case NOTIFY_DOWNGRADE -> Notification.read(in, NotificationKind.DOWNGRADE);
      case NOTIFY_FORCE_UPGRADE -> Notification.read(in, NotificationKind.FORCE_UPGRADE);
      case DATA -> DataTransfer.read(in);
      case SCM -> SequenceComplaint.read(in);
      case CCM -> ChunkComplaint.read(in);
      case TRANSFER_COMPLETED -> TransferCompleted.read(in);
      case TRANSFER_ABORTED -> TransferAborted.read(in);
      case CCM_COMPLETED -> CcmCompleted.read(in);
      case SCM_COMPLETED -> ScmCompleted.read(in);
      case STATUS_REQ -> StatusRequest.read(in);
      case STATUS_RES -> StatusResponse.read(in);
      case WHO_IS -> WhoIs.read(in);
      case I_AM -> IAm.read(in);
      case SET_GROUP_ID -> SetGroup.read(in);
      case RESET_GROUP_ID -> ResetGroup.read(in);
      case CREATE_GROUP_ACK -> GroupAck.read(in);
      case CONNECT_REQ -> ConnectRequest.read(in);
      case CONNECT_RES -> ConnectResponse.read(in);
      case DISCONNECT_REQ -> DisconnectRequest.read(in);
      case DISCONNECT_RES -> DisconnectResponse.read(in);
      case PASS_REQ, PASS_RES, PASS_MSG -> Passthrough.read(in, type);
      case USER_START, USER_STOP, USER_INIT -> LocalCommand.read(in, type);
      case CODED -> CodedTransfer.read(in);
      case POLL -> Poll.read(in);
      case REPORT -> Report.read(in);
    };
  }
}
