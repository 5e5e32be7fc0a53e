package dev.fuota.gateway.chirpstack;

import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.protobuf.ProtoMessage;
import dev.fuota.gateway.protobuf.ProtoWriter;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code gw.DownlinkTxAck}: 2 downlink_id, 5 items (1 status), 6 gateway_id.
 *
 * @param downlinkId of the frame that this answers, unsigned
 * @param items one for each item of the frame; those that were not tried are ignored
 */
public record DownlinkTxAck(GatewayId gateway, int downlinkId, List<AckStatus> items) {

  /** Copies the list. */
  public DownlinkTxAck {
    items = List.copyOf(items);
  }

  /** As protocol buffers have it. */
  public Bytes encode() {
    ProtoWriter ack = new ProtoWriter().uint32(2, downlinkId);
    items.forEach(status -> ack.message(5, new ProtoWriter().unsigned(1, status.number())));
    return ack.text(6, gateway.toString()).toBytes();
  }

  /** As JSON. */
  public Bytes encodeJson() {
    ObjectNode json =
        Json.object()
            .put("gatewayId", gateway.toString())
            .put("downlinkId", Integer.toUnsignedLong(downlinkId));
    ArrayNode array = json.putArray("items");
    for (AckStatus status : items) {
      ObjectNode item = array.addObject();
      if (status != AckStatus.IGNORED) {
        item.put("status", status.name());
      }
    }
    return Json.write(json);
  }

  /** Reads either form. */
  public static Decoded<DownlinkTxAck> decode(Bytes payload) {
    return Payloads.isJson(payload)
        ? Json.decode("DownlinkTxAck", payload, DownlinkTxAck::read)
        : ProtoMessage.decode("DownlinkTxAck", payload, DownlinkTxAck::read);
  }

  private static DownlinkTxAck read(ProtoMessage ack) {
    return new DownlinkTxAck(
        Payloads.need(Ids.gateway(ack.text(6)), "gateway_id"),
        ack.number32(2),
        ack.messages(5, DownlinkFrame.ITEMS_MAX).stream()
            .map(item -> AckStatus.of(item.number(1)))
            .toList());
  }

  private static DownlinkTxAck read(Members ack) {
    return new DownlinkTxAck(
        Payloads.gateway(ack),
        (int) ack.whole("downlinkId", 0, Payloads.U32_MAX, 0),
        ack.objects("items", DownlinkFrame.ITEMS_MAX).stream()
            .map(item -> AckStatus.of(item.textIf("status").orElse(AckStatus.IGNORED.name())))
            .toList());
  }
}
