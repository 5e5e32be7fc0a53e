package dev.fuota.gateway.chirpstack;

import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.protobuf.ProtoMessage;
import dev.fuota.gateway.protobuf.ProtoWriter;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code gw.GatewayStats}: 2 time, 5 rx_packets_received, 6 rx_packets_received_ok, 7
 * tx_packets_received, 8 tx_packets_emitted, 17 gateway_id.
 *
 * @param received frames since the report before, and the other counts likewise, 0..2^32-1
 */
public record GatewayStats(
    GatewayId gateway,
    Instant time,
    long received,
    long receivedOk,
    long txReceived,
    long txEmitted) {

  /** As protocol buffers have it. */
  public Bytes encode() {
    return new ProtoWriter()
        .message(2, Durations.proto(Duration.between(Instant.EPOCH, time)))
        .unsigned(5, received)
        .unsigned(6, receivedOk)
        .unsigned(7, txReceived)
        .unsigned(8, txEmitted)
        .text(17, gateway.toString())
        .toBytes();
  }

  /** As JSON. */
  public Bytes encodeJson() {
    ObjectNode json =
        Json.object().put("gatewayId", gateway.toString()).put("time", time.toString());
    put(json, "rxPacketsReceived", received);
    put(json, "rxPacketsReceivedOk", receivedOk);
    put(json, "txPacketsReceived", txReceived);
    put(json, "txPacketsEmitted", txEmitted);
    return Json.write(json);
  }

  private static void put(ObjectNode json, String name, long count) {
    if (count != 0) {
      json.put(name, count);
    }
  }

  /** Reads either form. */
  public static Decoded<GatewayStats> decode(Bytes payload) {
    return Payloads.isJson(payload)
        ? Json.decode("GatewayStats", payload, GatewayStats::read)
        : ProtoMessage.decode("GatewayStats", payload, GatewayStats::read);
  }

  private static GatewayStats read(ProtoMessage stats) {
    return new GatewayStats(
        Payloads.need(Ids.gateway(stats.text(17)), "gateway_id"),
        stats.message(2).map(Durations::read).map(Instant.EPOCH::plus).orElse(Instant.EPOCH),
        stats.number(5) & Payloads.U32_MAX,
        stats.number(6) & Payloads.U32_MAX,
        stats.number(7) & Payloads.U32_MAX,
        stats.number(8) & Payloads.U32_MAX);
  }

  private static GatewayStats read(Members stats) {
    return new GatewayStats(
        Payloads.gateway(stats),
        stats.has("time") ? time(stats) : Instant.EPOCH,
        stats.whole("rxPacketsReceived", 0, Payloads.U32_MAX, 0),
        stats.whole("rxPacketsReceivedOk", 0, Payloads.U32_MAX, 0),
        stats.whole("txPacketsReceived", 0, Payloads.U32_MAX, 0),
        stats.whole("txPacketsEmitted", 0, Payloads.U32_MAX, 0));
  }

  private static Instant time(Members stats) {
    try {
      return Instant.parse(stats.text("time"));
    } catch (DateTimeException e) {
      throw Members.bad("time", "is no time");
    }
  }
}
