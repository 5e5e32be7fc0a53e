package dev.fuota.gateway.semtech;

import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.semtech.SemtechDatagram.PullAck;
import dev.fuota.gateway.semtech.SemtechDatagram.PullData;
import dev.fuota.gateway.semtech.SemtechDatagram.PullResp;
import dev.fuota.gateway.semtech.SemtechDatagram.PushAck;
import dev.fuota.gateway.semtech.SemtechDatagram.PushData;
import dev.fuota.gateway.semtech.SemtechDatagram.TxAck;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.nio.ByteBuffer;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Headers, and the JSON around packets. */
final class SemtechCodec { // GW-01
  static final int VERSION = 2;
  static final int HEADER = 4;
  static final int HEADER_EUI = HEADER + Long.BYTES;

  static final int PUSH_DATA = 0;
  static final int PUSH_ACK = 1;
  static final int PULL_DATA = 2;
  static final int PULL_RESP = 3;
  static final int PULL_ACK = 4;
  static final int TX_ACK = 5;

  /** More than any forwarder puts into one datagram; the original has 8. */
  private static final int PACKETS_MAX = 256;

  private SemtechCodec() {}

  static Bytes header(int token, int identifier) {
    return Bytes.of((byte) VERSION, (byte) (token >> 8), (byte) token, (byte) identifier);
  }

  static Bytes header(int token, int identifier, GatewayId gateway) {
    byte[] eui = ByteBuffer.allocate(Long.BYTES).putLong(gateway.eui()).array();
    return header(token, identifier).concat(Bytes.of(eui));
  }

  static Bytes pushJson(PushData push) {
    ObjectNode json = Json.object();
    if (!push.rxpk().isEmpty()) {
      ArrayNode packets = json.putArray("rxpk");
      push.rxpk().forEach(packet -> packets.add(packet.json()));
    }
    push.stat().ifPresent(stat -> json.set("stat", stat.json()));
    return Json.write(json);
  }

  static Bytes ackJson(String error) {
    ObjectNode json = Json.object();
    json.putObject("txpk_ack").put("error", error);
    return Json.write(json);
  }

  static Decoded<SemtechDatagram> decode(Bytes datagram) {
    int token = datagram.at(1) << 8 | datagram.at(2);
    return switch (datagram.at(3)) {
      case PUSH_ACK -> Decoded.ok(new PushAck(token));
      case PULL_ACK -> Decoded.ok(new PullAck(token));
      case PULL_RESP ->
          TxPacket.decode(rest(datagram, HEADER)).map(txpk -> new PullResp(token, txpk));
      case PUSH_DATA, PULL_DATA, TX_ACK -> decodeUp(token, datagram);
      default -> Decoded.badValue("identifier", datagram.at(3) + " is not known");
    };
  }

  private static Decoded<SemtechDatagram> decodeUp(int token, Bytes datagram) {
    if (datagram.length() < HEADER_EUI) {
      return Decoded.truncated("gateway", HEADER_EUI, datagram.length());
    }
    GatewayId gateway = new GatewayId(datagram.slice(HEADER, Long.BYTES).asBuffer().getLong());
    Bytes json = rest(datagram, HEADER_EUI);
    return switch (datagram.at(3)) {
      case PULL_DATA -> Decoded.ok(new PullData(token, gateway));
      case TX_ACK -> error(json).map(error -> new TxAck(token, gateway, error));
      default -> Json.decode("PUSH_DATA", json, members -> push(token, gateway, members));
    };
  }

  private static PushData push(int token, GatewayId gateway, Members members) {
    List<RxPacket> packets =
        members.objects("rxpk", PACKETS_MAX).stream().map(RxPacket::read).toList();
    return new PushData(token, gateway, packets, members.objectIf("stat").map(SemtechStat::read));
  }

  /** Without JSON there is no error. */
  private static Decoded<String> error(Bytes json) {
    return json.isEmpty()
        ? Decoded.ok("")
        : Json.decode(
            "TX_ACK",
            json,
            members -> members.objectIf("txpk_ack").flatMap(ack -> ack.textIf("error")).orElse(""));
  }

  private static Bytes rest(Bytes datagram, int from) {
    return datagram.slice(from, datagram.length() - from);
  }
}
