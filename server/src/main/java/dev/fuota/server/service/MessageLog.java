package dev.fuota.server.service;

import dev.fuota.protocol.codec.PackageVersion;
import dev.fuota.protocol.packages.ApplicationPackage.Direction;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Downlink;
import dev.fuota.server.port.Uplink;
import dev.fuota.server.service.DeviceDetail.Message;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was said last to and by each device that is or was in a campaign (TP-17). */
final class MessageLog {
  private final Map<DeviceId, MessageRing> rings = new HashMap<>();

  void add(Uplink uplink) {
    if (MessageText.owns(uplink.fPort())) {
      add(
          uplink.device(),
          new MessageRing.Kept(uplink.receivedAt(), false, uplink.fPort(), uplink.payload()));
    }
  }

  void add(DeviceId device, Downlink downlink, Instant at) {
    if (MessageText.owns(downlink.fPort())) {
      add(device, new MessageRing.Kept(at, true, downlink.fPort(), downlink.payload()));
    }
  }

  private void add(DeviceId device, MessageRing.Kept message) {
    rings.computeIfAbsent(device, any -> new MessageRing()).add(message);
  }

  /** The newest messages, the oldest first. */
  List<Message> of(DeviceId device, PackageVersion version) {
    MessageRing ring = rings.get(device);
    return ring == null
        ? List.of()
        : ring.messages().stream().map(kept -> message(kept, version)).toList();
  }

  private static Message message(MessageRing.Kept kept, PackageVersion version) {
    Direction direction = kept.down() ? Direction.DOWN : Direction.UP;
    return new Message(
        kept.at(),
        kept.down() ? "down" : "up",
        kept.fPort(),
        kept.payload().toHex(),
        MessageText.of(kept.fPort(), direction, version, kept.payload()));
  }

  void forget(DeviceId device) {
    rings.remove(device);
  }
}
