package dev.fuota.server.chirpstack;

import dev.fuota.gateway.protobuf.ProtoMessage;
import dev.fuota.gateway.protobuf.ProtoWriter;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;

/**
 * The calls of ChirpStack's {@code DeviceService} that move downlinks ({@code api/device.proto}).
 */
final class DeviceCalls {
  private static final String SERVICE = "DeviceService";

  private DeviceCalls() {}

  /** Queues an unconfirmed downlink; the answer is the id of the queue item. */
  static ApiCall<String> enqueue(DeviceId device, Downlink downlink) {
    ProtoWriter item =
        new ProtoWriter()
            .text(2, device.toString())
            .uint32(4, downlink.fPort())
            .octets(5, downlink.payload());
    return ApiCall.of(SERVICE, "Enqueue", new ProtoWriter().message(1, item), DeviceCalls::id);
  }

  private static String id(ProtoMessage answer) {
    String id = answer.text(1);
    if (id.isEmpty()) {
      throw ProtoMessage.bad("the queue item has no id");
    }
    return id;
  }

  /** Empties the queue of a device. */
  static ApiCall<Boolean> flush(DeviceId device) {
    ProtoWriter request = new ProtoWriter().text(1, device.toString());
    return ApiCall.of(SERVICE, "FlushQueue", request, answer -> true);
  }
}
