package dev.fuota.gateway.semtech;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import java.util.List;
import java.util.Optional;

/**
 * A datagram between packet forwarder and network server (Semtech, "Basic communication protocol
 * between Lora gateway and server", version 2): octet 0 the version 2, octets 1 and 2 the token,
 * octet 3 the identifier; upstream follow 8 octets EUI, most significant first, then JSON.
 */
public sealed interface SemtechDatagram {
  /** The datagram of the largest payload that UDP has. */
  int LENGTH_MAX = 65_507;

  /** Chosen by who asks and repeated by who answers, 0..65535. */
  int token();

  /** As on the wire. */
  Bytes encode();

  /** Identifier 0x00, gateway to server: what was heard, and figures. */
  record PushData(int token, GatewayId gateway, List<RxPacket> rxpk, Optional<SemtechStat> stat)
      implements SemtechDatagram {
    public PushData {
      rxpk = List.copyOf(rxpk);
    }

    @Override
    public Bytes encode() {
      return SemtechCodec.header(token, SemtechCodec.PUSH_DATA, gateway)
          .concat(SemtechCodec.pushJson(this));
    }
  }

  /** Identifier 0x01, server to gateway. */
  record PushAck(int token) implements SemtechDatagram {
    @Override
    public Bytes encode() {
      return SemtechCodec.header(token, SemtechCodec.PUSH_ACK);
    }
  }

  /** Identifier 0x02, gateway to server: downlinks may come here. */
  record PullData(int token, GatewayId gateway) implements SemtechDatagram {
    @Override
    public Bytes encode() {
      return SemtechCodec.header(token, SemtechCodec.PULL_DATA, gateway);
    }
  }

  /** Identifier 0x04, server to gateway. */
  record PullAck(int token) implements SemtechDatagram {
    @Override
    public Bytes encode() {
      return SemtechCodec.header(token, SemtechCodec.PULL_ACK);
    }
  }

  /** Identifier 0x03, server to gateway: send this. */
  record PullResp(int token, Transmission txpk) implements SemtechDatagram {
    @Override
    public Bytes encode() {
      return SemtechCodec.header(token, SemtechCodec.PULL_RESP).concat(TxPacket.json(txpk));
    }
  }

  /**
   * Identifier 0x05, gateway to server: what became of a PULL_RESP.
   *
   * @param error name of the refusal; "" and "NONE" mean that there is none
   */
  record TxAck(int token, GatewayId gateway, String error) implements SemtechDatagram {
    /** The answer to a request that had this outcome. */
    public static TxAck of(int token, GatewayId gateway, TxStatus status) {
      return new TxAck(token, gateway, TxErrors.name(status));
    }

    /** What the name says; {@link TxStatus#INTERNAL_ERROR} if it is not known. */
    public TxStatus status() {
      return TxErrors.status(error);
    }

    @Override
    public Bytes encode() {
      Bytes header = SemtechCodec.header(token, SemtechCodec.TX_ACK, gateway);
      return error.isEmpty() ? header : header.concat(SemtechCodec.ackJson(error));
    }
  }

  /** Reads a datagram of either direction. */
  static Decoded<SemtechDatagram> decode(Bytes datagram) {
    int length = datagram.length();
    if (length < SemtechCodec.HEADER) {
      return Decoded.truncated("datagram", SemtechCodec.HEADER, length);
    }
    if (length > LENGTH_MAX) {
      return new Malformed<>(
          Decoded.Reason.TOO_LONG, "datagram", "no datagram has " + length + " octets");
    }
    if (datagram.at(0) != SemtechCodec.VERSION) {
      return Decoded.badValue("version", "version " + datagram.at(0) + " is not known");
    }
    return SemtechCodec.decode(datagram);
  }
}
