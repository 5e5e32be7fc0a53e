package dev.fuota.conformance;

import dev.fuota.conformance.GroupedAnswers.Questions;
import dev.fuota.gateway.port.GatewayId;
import dev.fuota.gateway.port.Heard;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.gateway.port.Timing;
import dev.fuota.gateway.port.Transmission;
import dev.fuota.gateway.port.TxStatus;
import dev.fuota.gateway.semtech.RxPacket;
import dev.fuota.gateway.semtech.SemtechDatagram;
import dev.fuota.gateway.semtech.SemtechDatagram.PullAck;
import dev.fuota.gateway.semtech.SemtechDatagram.PullData;
import dev.fuota.gateway.semtech.SemtechDatagram.PullResp;
import dev.fuota.gateway.semtech.SemtechDatagram.PushAck;
import dev.fuota.gateway.semtech.SemtechDatagram.PushData;
import dev.fuota.gateway.semtech.SemtechDatagram.TxAck;
import dev.fuota.protocol.codec.Bytes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Datagrams of the Semtech packet forwarder, {@code mac-udp}, as both sides have them. */
final class SemtechAnswers {
  private static final int HEADER = 4;
  private static final int HEADER_EUI = 12;

  private SemtechAnswers() {}

  static KnownAnswers schema() {
    return new GroupedAnswers(
        "mac-udp/1",
        new Questions("push_data", SemtechAnswers::checkPush),
        new Questions("pull_data", SemtechAnswers::checkPull),
        new Questions("pull_resp", SemtechAnswers::checkResponse),
        new Questions("tx_ack", SemtechAnswers::checkAck));
  }

  private static void checkPush(Check check, Entry entry) {
    Entry expect = entry.get("expect");
    Optional<PushData> read = read(check, expect.hex("datagram"), PushData.class);
    if (read.isEmpty()) {
      return;
    }
    PushData push = read.get();
    check.same("gateway_id", entry.text("gateway_id"), push.gateway());
    check.same("token_hex", entry.text("token_hex"), token(push));
    check.same("push_ack", expect.hex("push_ack"), new PushAck(push.token()).encode());
    check.same("has_stat", expect.flag("has_stat"), push.stat().isPresent());
    List<Heard> heard =
        push.rxpk().stream()
            .filter(RxPacket::isGood)
            .map(packet -> packet.heard(push.gateway()))
            .toList();
    List<Entry> frames = expect.get("forwarded_frames").elements();
    check.same("forwarded_frames", frames.size(), heard.size());
    for (int i = 0; i < Math.min(frames.size(), heard.size()); i++) {
      checkHeard(check, frames.get(i), heard.get(i));
    }
    Payload.sameWithHeader(check, "datagram", expect.hex("datagram"), push.encode(), HEADER_EUI);
  }

  private static void checkHeard(Check check, Entry frame, Heard heard) {
    check.same("phy", frame.hex("phy"), heard.phyPayload());
    check.same("frequency_hz", frame.integer("frequency_hz"), heard.frequencyHz());
    checkModulation(check, frame, heard.modulation());
    check.same("rssi", frame.integer("rssi"), heard.rssiDbm());
    check.same("snr", frame.get("snr").node().doubleValue(), heard.snrDb());
    check.same(
        "context_hex",
        frame.text("context_hex"),
        String.format(Locale.ROOT, "%08x", heard.counter()));
    check.same("gps_ms", whole(frame, "gps_ms"), shown(heard.gpsMillis().stream().boxed()));
  }

  private static void checkModulation(Check check, Entry entry, Modulation modulation) {
    check.same("sf", entry.integer("sf"), modulation.spreadingFactor());
    check.same("bw_hz", entry.integer("bw_hz"), modulation.bandwidthHz());
  }

  private static void checkPull(Check check, Entry entry) {
    Entry expect = entry.get("expect");
    PullData pull = new PullData(token(entry.text("token_hex")), gateway(entry));
    check.same("datagram", expect.hex("datagram"), pull.encode());
    check.same("pull_ack", expect.hex("pull_ack"), new PullAck(pull.token()).encode());
    read(check, expect.hex("datagram"), PullData.class)
        .ifPresent(read -> check.same("datagram", pull, read));
  }

  private static void checkResponse(Check check, Entry entry) {
    Entry expect = entry.get("expect");
    Optional<PullResp> read = read(check, entry.hex("datagram"), PullResp.class);
    if (read.isEmpty()) {
      return;
    }
    PullResp response = read.get();
    check.same("token_hex", expect.text("token_hex"), token(response));
    checkTxpk(check, expect.get("txpk"), response.txpk());
    check.same(
        "tx_ack_ok",
        expect.hex("tx_ack_ok"),
        TxAck.of(response.token(), gateway(entry), TxStatus.OK).encode());
    read(check, response.encode(), PullResp.class)
        .ifPresent(again -> check.same("datagram", response, again));
  }

  private static void checkTxpk(Check check, Entry txpk, Transmission read) {
    check.same("imme", txpk.flag("imme"), read.timing() instanceof Timing.Immediately);
    check.same("frequency_hz", txpk.integer("frequency_hz"), read.frequencyHz());
    check.same("power_dbm", txpk.integer("power_dbm"), read.eirpDbm());
    checkModulation(check, txpk, read.modulation());
    check.same("ipol", txpk.flag("ipol"), read.invertedIq());
    check.same("phy", txpk.hex("phy"), read.phyPayload());
    Optional<Long> tmst =
        read.timing() instanceof Timing.AtCounter at
            ? Optional.of(Integer.toUnsignedLong(at.counter()))
            : Optional.empty();
    Optional<Long> tmms =
        read.timing() instanceof Timing.AtGps at ? Optional.of(at.gpsMillis()) : Optional.empty();
    check.same("tmst", whole(txpk, "tmst"), shown(tmst.stream()));
    check.same("tmms", whole(txpk, "tmms"), shown(tmms.stream()));
  }

  private static void checkAck(Check check, Entry entry) {
    Entry expect = entry.get("expect");
    TxAck ack = new TxAck(token(entry.text("token_hex")), gateway(entry), entry.text("error"));
    Payload.sameWithHeader(check, "datagram", expect.hex("datagram"), ack.encode(), HEADER_EUI);
    Optional<TxAck> read = read(check, expect.hex("datagram"), TxAck.class);
    if (read.isPresent()) {
      TxStatus status = read.get().status();
      check.same(
          "server_treats_as",
          expect.text("server_treats_as"),
          status == TxStatus.OK ? "emitted" : "failed: " + status);
    }
  }

  private static <T extends SemtechDatagram> Optional<T> read(
      Check check, Bytes datagram, Class<T> type) {
    Optional<SemtechDatagram> read = SemtechDatagram.decode(datagram).value();
    if (read.filter(type::isInstance).isEmpty()) {
      check.failed("datagram", type.getSimpleName(), read.toString());
    }
    return read.filter(type::isInstance).map(type::cast);
  }

  private static String token(SemtechDatagram datagram) {
    return datagram.encode().slice(1, HEADER - 2).toHex();
  }

  private static int token(String hex) {
    return Integer.parseInt(hex, 16);
  }

  private static GatewayId gateway(Entry entry) {
    return new GatewayId(entry.get("gateway_id").hex().asBuffer().getLong());
  }

  private static String whole(Entry entry, String name) {
    return shown(entry.find(name).map(Entry::number).stream());
  }

  private static String shown(Stream<Long> number) {
    return number.findFirst().map(String::valueOf).orElse("none");
  }
}
