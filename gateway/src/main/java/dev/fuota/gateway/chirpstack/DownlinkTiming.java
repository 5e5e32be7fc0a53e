package dev.fuota.gateway.chirpstack;

import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.protobuf.ProtoMessage;
import dev.fuota.gateway.protobuf.ProtoWriter;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code gw.Timing}: 1 immediately, 2 delay (1 delay), 3 gps_epoch (1 time_since_gps_epoch). */
public sealed interface DownlinkTiming {

  /** As soon as the gateway can. */
  record Immediately() implements DownlinkTiming {}

  /** So long behind the end of the uplink that the context stands for. */
  record Delay(Duration delay) implements DownlinkTiming {}

  /** At this time since the GPS epoch. */
  record GpsEpoch(Duration time) implements DownlinkTiming {}

  /** As protocol buffers have it. */
  default ProtoWriter proto() {
    ProtoWriter timing = new ProtoWriter();
    if (this instanceof Delay after) {
      return timing.message(2, new ProtoWriter().message(1, Durations.proto(after.delay)));
    }
    if (this instanceof GpsEpoch at) {
      return timing.message(3, new ProtoWriter().message(1, Durations.proto(at.time)));
    }
    return timing.message(1, new ProtoWriter());
  }

  /** As JSON. */
  default ObjectNode json() {
    ObjectNode timing = Json.object();
    if (this instanceof Delay after) {
      timing.putObject("delay").put("delay", Durations.json(after.delay));
    } else if (this instanceof GpsEpoch at) {
      timing.putObject("gpsEpoch").put("timeSinceGpsEpoch", Durations.json(at.time));
    } else {
      timing.putObject("immediately");
    }
    return timing;
  }

  /** Reads protocol buffers. */
  static DownlinkTiming read(ProtoMessage timing) {
    Optional<ProtoMessage> delay = timing.message(2);
    if (delay.isPresent()) {
      return new Delay(delay.get().message(1).map(Durations::read).orElse(Duration.ZERO));
    }
    Optional<ProtoMessage> gps = timing.message(3);
    if (gps.isPresent()) {
      return new GpsEpoch(gps.get().message(1).map(Durations::read).orElse(Duration.ZERO));
    }
    Payloads.need(timing.message(1), "timing");
    return new Immediately();
  }

  /** Reads JSON. */
  static DownlinkTiming read(Members timing) {
    Optional<Members> delay = timing.objectIf("delay");
    if (delay.isPresent()) {
      return new Delay(duration(delay.get(), "delay"));
    }
    Optional<Members> gps = timing.objectIf("gpsEpoch");
    if (gps.isPresent()) {
      return new GpsEpoch(duration(gps.get(), "timeSinceGpsEpoch"));
    }
    timing.object("immediately");
    return new Immediately();
  }

  private static Duration duration(Members timing, String name) {
    return timing.has(name) ? Durations.read(timing, name) : Duration.ZERO;
  }
}
