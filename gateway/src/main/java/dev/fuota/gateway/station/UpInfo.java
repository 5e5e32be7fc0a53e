package dev.fuota.gateway.station;

import dev.fuota.gateway.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * The member {@code upinfo} of an uplink.
 *
 * @param rctx antenna; comes back with a downlink that follows
 * @param xtime when the frame ended: bits 62..56 radio unit, 55..48 session, 47..0 microseconds
 * @param gpsMicros since the GPS epoch; 0 if unknown
 * @param rxtime UTC seconds, only for people
 */
public record UpInfo(
    long rctx, long xtime, long gpsMicros, int rssiDbm, double snrDb, double rxtime) {
  /** There is no fine time stamp. */
  private static final int FTS_NONE = -1;

  ObjectNode json() {
    return Json.object()
        .put("rctx", rctx)
        .put("xtime", xtime)
        .put("gpstime", gpsMicros)
        .put("fts", FTS_NONE)
        .put("rssi", rssiDbm)
        .put("snr", snrDb)
        .put("rxtime", rxtime);
  }
}
