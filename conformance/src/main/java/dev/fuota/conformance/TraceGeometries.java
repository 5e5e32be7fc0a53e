package dev.fuota.conformance;

import dev.fuota.conformance.TraceGeometry.Region;
import java.util.HashMap;
import java.util.Map;

/**
 * The flash of each mode in a table of trailer states: that of the trace of the same mode. Without
 * a trace of swap-offset its slots are those of the other modes, the secondary one with a sector
 * more.
 */
final class TraceGeometries {
  private static final Map<String, String> TRACED =
      Map.of(
          "scratch", "swap-scratch",
          "move", "swap-move",
          "overwrite", "overwrite-only",
          "offset0", "swap-offset",
          "offset1", "swap-offset");

  private final Map<String, TraceGeometry> traced = new HashMap<>();

  TraceGeometries(Entry traces) {
    for (Entry trace : traces.get("traces").elements()) {
      traced.putIfAbsent(trace.text("mode"), TraceGeometry.of(trace));
    }
  }

  TraceGeometry of(Entry mode) {
    String name = TRACED.getOrDefault(mode.text(), mode.text());
    TraceGeometry geometry = traced.get(name);
    if (geometry == null && name.equals("swap-offset")) {
      geometry = offset(mode);
    }
    if (geometry == null) {
      throw mode.malformed("there is no trace of the mode \"" + mode.text() + "\"");
    }
    return switch (mode.text()) {
      case "offset0" -> geometry.withImageOffset(0);
      case "offset1" -> geometry.withImageOffset(geometry.sectorSize());
      default -> geometry;
    };
  }

  private TraceGeometry offset(Entry mode) {
    TraceGeometry like = traced.get("swap-scratch");
    if (like == null) {
      throw mode.malformed("there is no trace of swap-offset, nor one of swap-scratch");
    }
    Region primary = like.primary();
    Region secondary = new Region(primary.end(), primary.length() + like.sectorSize());
    if (secondary.end() > like.deviceSize()) {
      throw mode.malformed("the device has no room for one sector more");
    }
    return like.asOffset(secondary);
  }
}
