package dev.fuota.gateway.semtech;

import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.port.GatewayStatistics;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * The member {@code stat}. Its place is left out: nobody put these gateways anywhere.
 *
 * @param time the gateway's own, as {@code 2014-01-12 08:59:28 GMT}
 */
public record SemtechStat(String time, GatewayStatistics figures) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final long COUNT_MAX = RxPacket.U32_MAX;

  public SemtechStat(Instant time, GatewayStatistics figures) {
    this(TIME.format(time), figures);
  }

  ObjectNode json() {
    return Json.object()
        .put("time", time)
        .put("rxnb", figures.received())
        .put("rxok", figures.receivedOk())
        .put("rxfw", figures.forwarded())
        .put("ackr", Math.rint(figures.ackPercent() * 10) / 10)
        .put("dwnb", figures.downlinks())
        .put("txnb", figures.emitted());
  }

  static SemtechStat read(Members stat) {
    return new SemtechStat(
        stat.textIf("time").orElse(""),
        new GatewayStatistics(
            count(stat, "rxnb"),
            count(stat, "rxok"),
            count(stat, "rxfw"),
            count(stat, "dwnb"),
            count(stat, "txnb"),
            stat.number("ackr", 0, Double.MAX_VALUE, 0)));
  }

  private static long count(Members stat, String name) {
    return stat.whole(name, 0, COUNT_MAX, 0);
  }
}
