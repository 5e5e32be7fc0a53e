package dev.fuota.conformance;

import dev.fuota.conformance.GroupedAnswers.Questions;
import dev.fuota.gateway.station.LnsDownlink;
import dev.fuota.gateway.station.LnsDownlink.Channel;
import dev.fuota.gateway.station.LnsMessage;
import dev.fuota.gateway.station.LnsUplink;
import dev.fuota.gateway.station.UpInfo;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinRequest;
import java.util.Optional;

/** Messages of a LoRa Basics Station, {@code mac-lns}. */
final class StationAnswers {
  private static final long SECOND = 1_000_000;

  private StationAnswers() {}

  static KnownAnswers schema() {
    return new GroupedAnswers(
        "mac-lns/1",
        new Questions("updf", StationAnswers::checkUplink),
        new Questions("jreq", StationAnswers::checkJoin),
        new Questions("dnmsg", StationAnswers::checkDownlink));
  }

  private static void checkUplink(Check check, Entry entry) {
    Entry message = entry.get("expect").get("message");
    // A join-request's reception stands in the message alone.
    Entry info = entry.find("upinfo").orElseGet(() -> message.get("upinfo"));
    LnsUplink uplink =
        new LnsUplink(
            entry.hex("phy"),
            entry.find("dr").orElseGet(() -> message.get("DR")).integer(),
            entry.find("frequency_hz").orElseGet(() -> message.get("Freq")).integer(),
            new UpInfo(
                info.get("rctx").number(),
                info.get("xtime").number(),
                info.get("gpstime").number(),
                info.integer("rssi"),
                info.get("snr").node().doubleValue(),
                info.get("rxtime").node().doubleValue()));
    Payload.same(check, "message", message.node(), uplink.encode().orElse(Bytes.EMPTY));
  }

  private static void checkJoin(Check check, Entry entry) {
    checkUplink(check, entry);
    entry
        .get("expect")
        .find("dev_eui_id6")
        .ifPresent(
            id6 ->
                check.same(
                    "dev_eui_id6",
                    JoinRequest.decode(entry.hex("phy")).value().map(JoinRequest::devEui),
                    Optional.of(eui(id6))));
  }

  /** An EUI as the station shortens it: four groups of up to 16 bits, the highest first. */
  private static Eui eui(Entry id6) {
    String[] groups = id6.text().split(":", -1);
    if (groups.length != 4) {
      throw id6.malformed("four groups are needed");
    }
    long value = 0;
    for (String group : groups) {
      value = value << Short.SIZE | Integer.parseInt(group, 16);
    }
    return new Eui(value);
  }

  private static void checkDownlink(Check check, Entry entry) {
    LnsMessage read =
        LnsMessage.decode(entry.get("message").node().toString()).value().orElse(null);
    if (!(read instanceof LnsMessage.Down down)) {
      check.failed("message", "dnmsg", String.valueOf(read));
      return;
    }
    LnsDownlink downlink = down.downlink();
    Entry expect = entry.get("expect");
    check.same("class", expect.text("class"), downlink.deviceClass());
    check.same("phy", expect.hex("phy"), downlink.pdu());
    check.same("diid", expect.get("diid").number(), downlink.diid());
    expect.find("rctx").ifPresent(rctx -> check.same("rctx", rctx.number(), downlink.rctx()));
    checkWindow(check, expect, "rx1", downlink.rx1(), xtime(downlink, 0));
    checkWindow(check, expect, "rx2", downlink.rx2(), xtime(downlink, SECOND));
    checkChannel(check, expect, "ping", downlink.ping());
    expect
        .find("ping")
        .ifPresent(
            ping ->
                check.same(
                    "gpstime_us", ping.get("gpstime_us").number(), downlink.gpsMicros().orElse(0)));
  }

  private static long xtime(LnsDownlink downlink, long later) {
    return downlink.xtime().orElse(0) + downlink.rxDelaySeconds() * SECOND + later;
  }

  private static void checkWindow(
      Check check, Entry expect, String name, Optional<Channel> got, long xtime) {
    checkChannel(check, expect, name, got);
    expect
        .find(name)
        .flatMap(window -> window.find("xtime"))
        .ifPresent(time -> check.same(name + "/xtime", time.number(), xtime));
  }

  private static void checkChannel(Check check, Entry expect, String name, Optional<Channel> got) {
    Optional<Channel> wanted =
        expect
            .find(name)
            .map(window -> new Channel(window.integer("dr"), window.integer("frequency_hz")));
    check.same(name, wanted, got);
  }
}
