package dev.fuota.conformance;

import dev.fuota.conformance.GroupedAnswers.Questions;
import dev.fuota.gateway.chirpstack.DownlinkFrame;
import dev.fuota.gateway.chirpstack.DownlinkTxAck;
import dev.fuota.gateway.chirpstack.GatewayStats;
import dev.fuota.gateway.chirpstack.Topics;
import dev.fuota.gateway.chirpstack.UplinkFrame;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Messages over MQTT, {@code mac-gwmqtt}: both forms, both ways, and their topics. */
final class ChirpstackAnswers {
  private ChirpstackAnswers() {}

  /** How a message is read, written in both forms, and where it is told. */
  private record Kind<T>(
      Function<Bytes, Decoded<T>> decode,
      Function<T, Bytes> encode,
      Function<T, Bytes> encodeJson,
      Function<T, GatewayId> gateway,
      Function<Topics, String> topic) {}

  private static final Kind<UplinkFrame> UPLINK =
      new Kind<>(
          UplinkFrame::decode,
          UplinkFrame::encode,
          UplinkFrame::encodeJson,
          UplinkFrame::gateway,
          topics -> topics.event("up"));
  private static final Kind<DownlinkFrame> DOWNLINK =
      new Kind<>(
          DownlinkFrame::decode,
          DownlinkFrame::encode,
          DownlinkFrame::encodeJson,
          DownlinkFrame::gateway,
          topics -> topics.command("down"));
  private static final Kind<DownlinkTxAck> ACK =
      new Kind<>(
          DownlinkTxAck::decode,
          DownlinkTxAck::encode,
          DownlinkTxAck::encodeJson,
          DownlinkTxAck::gateway,
          topics -> topics.event("ack"));
  private static final Kind<GatewayStats> STATS =
      new Kind<>(
          GatewayStats::decode,
          GatewayStats::encode,
          GatewayStats::encodeJson,
          GatewayStats::gateway,
          topics -> topics.event("stats"));

  static KnownAnswers schema() {
    return new GroupedAnswers("mac-gwmqtt/1", new Questions("messages", ChirpstackAnswers::check));
  }

  private static void check(Check check, Entry entry) {
    Kind<?> kind =
        switch (entry.text("message")) {
          case "UplinkFrame" -> UPLINK;
          case "DownlinkFrame" -> DOWNLINK;
          case "DownlinkTxAck" -> ACK;
          case "GatewayStats" -> STATS;
          default -> throw entry.get("message").malformed("this message is not known");
        };
    check(check, entry, kind);
  }

  private static <T> void check(Check check, Entry entry, Kind<T> kind) {
    Bytes octets = entry.get("expect").hex("protobuf_hex");
    Entry json = entry.get("json");
    Bytes text = Bytes.of(json.node().toString().getBytes(StandardCharsets.UTF_8));
    Decoded<T> ofOctets = kind.decode.apply(octets);
    Decoded<T> ofText = kind.decode.apply(text);
    check.same("json", ofOctets, ofText);
    if (ofOctets instanceof Decoded.Ok<T> read && ofText instanceof Decoded.Ok<T> said) {
      check.same("protobuf_hex", octets, kind.encode.apply(said.get()));
      Payload.same(
          check,
          "json",
          ProtoJson.of(json.node()),
          ProtoJson.of(kind.encodeJson.apply(read.get())));
      String topic = entry.text("topic");
      String prefix = topic.substring(0, Math.max(0, topic.indexOf('/')));
      Topics topics = new Topics(prefix, kind.gateway.apply(read.get()));
      check.same("topic", topic, kind.topic.apply(topics));
    } else {
      check.failed("(all)", "a message", ofOctets + ", " + ofText);
    }
  }
}
