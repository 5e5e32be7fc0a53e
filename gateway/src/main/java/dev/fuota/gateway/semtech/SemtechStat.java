package dev.fuota.gateway.semtech;

import dev.fuota.gateway.json.Json;
import dev.fuota.gateway.json.Members;
import dev.fuota.gateway.port.GatewayStatistics;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The member {@code stat}.
 *
 * @param time the gateway's own, as {@code 2014-01-12 08:59:28 GMT}
 * @param place where the gateway stands, if it knows
 * @param figures since the report before
 */
public record SemtechStat(String time, Optional<Place> place, GatewayStatistics figures) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final long COUNT_MAX = RxPacket.U32_MAX;

  /**
   * A place on earth, WGS84.
   *
   * @param latitude degrees, north is positive
   * @param longitude degrees, east is positive
   * @param altitude metres
   */
  public record Place(double latitude, double longitude, int altitude) {}

  /** A report of a gateway that does not know where it is. */
  public SemtechStat(Instant time, GatewayStatistics figures) {
    this(TIME.format(time), Optional.empty(), figures);
  }

  ObjectNode json() {
    ObjectNode stat = Json.object().put("time", time);
    place.ifPresent(
        at ->
            stat.put("lati", at.latitude()).put("long", at.longitude()).put("alti", at.altitude()));
    return stat.put("rxnb", figures.received())
        .put("rxok", figures.receivedOk())
        .put("rxfw", figures.forwarded())
        .put("ackr", Math.rint(figures.ackPercent() * 10) / 10)
        .put("dwnb", figures.downlinks())
        .put("txnb", figures.emitted());
  }

  static SemtechStat read(Members stat) {
    return new SemtechStat(
        stat.textIf("time").orElse(""),
        stat.has("lati") && stat.has("long") ? Optional.of(place(stat)) : Optional.empty(),
        new GatewayStatistics(
            count(stat, "rxnb"),
            count(stat, "rxok"),
            count(stat, "rxfw"),
            count(stat, "dwnb"),
            count(stat, "txnb"),
            stat.number("ackr", 0, Double.MAX_VALUE, 0)));
  }

  private static Place place(Members stat) {
    return new Place(
        stat.number("lati", -90, 90),
        stat.number("long", -180, 180),
        (int) stat.number("alti", -1_000_000, 1_000_000, 0));
  }

  private static long count(Members stat, String name) {
    return stat.whole(name, 0, COUNT_MAX, 0);
  }
}
