package dev.fuota.server.chirpstack;

import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.json.Members;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.DeviceId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ChirpStack's MQTT integration publishes about a device, JSON, topic {@code
 * application/<id>/device/<DevEUI>/event/<kind>} ({@code integration/integration.proto} in the
 * mapping of protocol buffers to JSON).
 */
sealed interface DeviceEvent {
  int PORT_MAX = 255;
  int GATEWAYS_MAX = 1000;
  long COUNTER_MAX = 0xffff_ffffL;

  /**
   * An uplink with a new counter.
   *
   * @param fPort 0 for one without, too: ChirpStack does not tell them apart
   * @param at when the gateway had it, by the gateway's clock or ChirpStack's
   */
  record Up(
      DeviceId device,
      DevAddr devAddr,
      long fCnt,
      int fPort,
      Bytes payload,
      Instant at,
      Optional<LoraRate> rate)
      implements DeviceEvent {}

  record Join(DeviceId device, DevAddr devAddr) implements DeviceEvent {}

  /** A gateway has taken a downlink. */
  record TxAck(DeviceId device, String queueItemId, Optional<LoraRate> rate)
      implements DeviceEvent {}

  /**
   * Something went wrong.
   *
   * @param queueItemId of the downlink concerned; may be empty
   * @param isLost whether the downlink is no longer queued
   */
  record Log(
      DeviceId device,
      boolean isError,
      String code,
      String text,
      String queueItemId,
      boolean isLost)
      implements DeviceEvent {}

  /** An event that nothing here depends on. */
  record Other(String kind) implements DeviceEvent {}

  /** How a frame was modulated. */
  record LoraRate(int spreadingFactor, int bandwidthHz) {}

  Pattern TOPIC =
      Pattern.compile("application/([0-9a-f-]{36})/device/([0-9a-f]{16})/event/([a-z]{1,20})");

  /** Reads an event of the application {@code applicationId}. */
  static Decoded<DeviceEvent> decode(String applicationId, String topic, Bytes payload) {
    Matcher parts = TOPIC.matcher(topic);
    if (!parts.matches() || !parts.group(1).equals(applicationId.toLowerCase(Locale.ROOT))) {
      return Decoded.badValue("topic", "it is not one of the application's events");
    }
    DeviceId device = new DeviceId(Long.parseUnsignedLong(parts.group(2), 16));
    String kind = parts.group(3);
    return switch (kind) {
      case "up" -> Json.decode(kind, payload, event -> up(device, event));
      case "join" -> Json.decode(kind, payload, event -> new Join(device, devAddr(event)));
      case "txack" -> Json.decode(kind, payload, event -> txAck(device, event));
      case "log" -> Json.decode(kind, payload, event -> log(device, event));
      default -> Decoded.ok(new Other(kind));
    };
  }

  private static DeviceEvent up(DeviceId device, Members event) {
    return new Up(
        device,
        devAddr(event),
        event.whole("fCnt", 0, COUNTER_MAX, 0),
        (int) event.whole("fPort", 0, PORT_MAX, 0),
        event.has("data") ? event.base64("data") : Bytes.EMPTY,
        time(event),
        rate(event));
  }

  private static DevAddr devAddr(Members event) {
    Bytes octets = event.hex("devAddr");
    if (octets.length() != DevAddr.LENGTH) {
      throw Members.bad("devAddr", "has not 4 octets");
    }
    return DevAddr.fromHex(octets.toHex());
  }

  /**
   * When the frame was there: by the gateway's clock if that has one, else by ChirpStack's. The
   * event's own time is a fifth of a second later, when all gateways have been waited for.
   */
  private static Instant time(Members event) {
    Members first = event.objects("rxInfo", GATEWAYS_MAX).stream().findFirst().orElse(event);
    String text =
        first.textIf("gwTime").or(() -> first.textIf("nsTime")).orElseGet(() -> event.text("time"));
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw Members.bad("time", "is no time");
    }
  }

  private static Optional<LoraRate> rate(Members event) {
    return event
        .objectIf("txInfo")
        .flatMap(tx -> tx.objectIf("modulation"))
        .flatMap(modulation -> modulation.objectIf("lora"))
        .map(
            lora ->
                new LoraRate(
                    (int) lora.whole("spreadingFactor", 5, 12),
                    (int) lora.whole("bandwidth", 125_000, 500_000)));
  }

  private static DeviceEvent txAck(DeviceId device, Members event) {
    return new TxAck(device, event.text("queueItemId"), rate(event));
  }

  private static DeviceEvent log(DeviceId device, Members event) {
    String code = event.textIf("code").orElse("");
    return new Log(
        device,
        event.textIf("level").orElse("").equals("ERROR"),
        code,
        event.textIf("description").orElse(""),
        event.objectIf("context").flatMap(c -> c.textIf("queue_item_id")).orElse(""),
        code.equals("DOWNLINK_PAYLOAD_SIZE") || code.equals("EXPIRED"));
  }
}
