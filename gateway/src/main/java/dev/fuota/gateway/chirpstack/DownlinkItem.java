package dev.fuota.gateway.chirpstack;

import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.protobuf.ProtoMessage;
import dev.fuota.gateway.protobuf.ProtoWriter;
import dev.fuota.protocol.codec.Bytes;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code gw.DownlinkFrameItem}: 1 phy_payload, 3 tx_info (1 frequency, 2 power, 3 modulation, 6
 * timing, 7 context): one way to send a downlink.
 *
 * @param context of the uplink that it follows; empty if it follows none
 */
public record DownlinkItem(
    Bytes phyPayload,
    int frequencyHz,
    int powerDbm,
    Modulation modulation,
    boolean invertedIq,
    DownlinkTiming timing,
    Bytes context) {

  ProtoWriter proto() {
    ProtoWriter txInfo =
        new ProtoWriter()
            .uint32(1, frequencyHz)
            .signed(2, powerDbm)
            .message(3, Modulations.proto(modulation, invertedIq))
            .message(6, timing.proto())
            .octets(7, context);
    return new ProtoWriter().octets(1, phyPayload).message(3, txInfo);
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("phyPayload", Json.base64(phyPayload));
    ObjectNode txInfo =
        json.putObject("txInfo").put("frequency", Integer.toUnsignedLong(frequencyHz));
    if (powerDbm != 0) {
      txInfo.put("power", powerDbm);
    }
    txInfo.set("modulation", Modulations.json(modulation, invertedIq));
    txInfo.set("timing", timing.json());
    if (!context.isEmpty()) {
      txInfo.put("context", Json.base64(context));
    }
    return json;
  }

  static DownlinkItem read(ProtoMessage item) {
    ProtoMessage txInfo = Payloads.need(item.message(3), "tx_info");
    Modulations.Sent sent = Modulations.read(Payloads.need(txInfo.message(3), "modulation"));
    return new DownlinkItem(
        item.octets(1),
        txInfo.number32(1),
        txInfo.number32(2),
        sent.modulation(),
        sent.inverted(),
        DownlinkTiming.read(Payloads.need(txInfo.message(6), "timing")),
        txInfo.octets(7));
  }

  static DownlinkItem read(Members item) {
    Members txInfo = item.object("txInfo");
    Modulations.Sent sent = Modulations.read(txInfo.object("modulation"));
    return new DownlinkItem(
        item.base64("phyPayload"),
        (int) txInfo.whole("frequency", 0, Payloads.U32_MAX),
        (int) txInfo.whole("power", Integer.MIN_VALUE, Integer.MAX_VALUE, 0),
        sent.modulation(),
        sent.inverted(),
        DownlinkTiming.read(txInfo.object("timing")),
        txInfo.has("context") ? txInfo.base64("context") : Bytes.EMPTY);
  }
}
