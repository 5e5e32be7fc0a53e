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
 * {@code gw.DownlinkFrame}: 3 downlink_id, 5 items, 7 gateway_id.
 *
 * @param downlinkId unsigned
 * @param items to be tried one after the other until one is taken, 1 or more
 */
public record DownlinkFrame(GatewayId gateway, int downlinkId, List<DownlinkItem> items) {
  /** ChirpStack sends two. */
  static final int ITEMS_MAX = 16;

  /** Copies the list. */
  public DownlinkFrame {
    items = List.copyOf(items);
  }

  /** As protocol buffers have it. */
  public Bytes encode() {
    ProtoWriter frame = new ProtoWriter().uint32(3, downlinkId);
    items.forEach(item -> frame.message(5, item.proto()));
    return frame.text(7, gateway.toString()).toBytes();
  }

  /** As JSON. */
  public Bytes encodeJson() {
    ObjectNode json =
        Json.object()
            .put("gatewayId", gateway.toString())
            .put("downlinkId", Integer.toUnsignedLong(downlinkId));
    ArrayNode array = json.putArray("items");
    items.forEach(item -> array.add(item.json()));
    return Json.write(json);
  }

  /** Reads either form. */
  public static Decoded<DownlinkFrame> decode(Bytes payload) {
    return Payloads.isJson(payload)
        ? Json.decode("DownlinkFrame", payload, DownlinkFrame::read)
        : ProtoMessage.decode("DownlinkFrame", payload, DownlinkFrame::read);
  }

  private static DownlinkFrame read(ProtoMessage frame) {
    List<ProtoMessage> items = frame.messages(5, ITEMS_MAX);
    if (items.isEmpty()) {
      throw ProtoMessage.bad("there is no item");
    }
    return new DownlinkFrame(
        Payloads.need(Ids.gateway(frame.text(7)), "gateway_id"),
        frame.number32(3),
        items.stream().map(DownlinkItem::read).toList());
  }

  private static DownlinkFrame read(Members frame) {
    List<Members> items = frame.objects("items", ITEMS_MAX);
    if (items.isEmpty()) {
      throw Members.bad("items", "has no element");
    }
    return new DownlinkFrame(
        Payloads.gateway(frame),
        (int) frame.whole("downlinkId", 0, Payloads.U32_MAX, 0),
        items.stream().map(DownlinkItem::read).toList());
  }
}
