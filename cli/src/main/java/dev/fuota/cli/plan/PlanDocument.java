package dev.fuota.cli.plan;

import dev.fuota.cli.console.JsonText;
import dev.fuota.server.planner.PlanPoint;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A plan as a JSON document; times are seconds. */
public final class PlanDocument {
  private PlanDocument() {}

  /** The document. */
  public static ObjectNode of(PlanSheet sheet) {
    ObjectNode document = JsonText.object().put("ok", true);
    putTried(document.putObject("plan"), sheet, sheet.plan().chosen());
    ArrayNode curve = document.putArray("curves");
    sheet.plan().curve().forEach(point -> putTried(curve.addObject(), sheet, point));
    ArrayNode sizes = document.putArray("fragSizes");
    sheet.plan().fragSizes().forEach(point -> put(sizes.addObject(), point));
    sheet.trials().ifPresent(it -> document.put("trials", it.devices()));
    ArrayNode warnings = document.putArray("warnings");
    sheet.warnings().forEach(warnings::add);
    return document;
  }

  private static void putTried(ObjectNode into, PlanSheet sheet, PlanPoint point) {
    put(into, point);
    sheet
        .tried(point)
        .ifPresent(
            it ->
                into.putObject("simulated")
                    .put("success", it.share())
                    .put("low", it.low())
                    .put("high", it.high()));
  }

  private static void put(ObjectNode into, PlanPoint point) {
    into.put("fragSize", point.fragSize())
        .put("nbFrag", point.nbFrag())
        .put("coded", point.coded())
        .put("redundancy", point.redundancy())
        .put("success", point.success())
        .put("allSucceed", point.allSucceed())
        .put("airTime", PlanSheet.seconds(point.airTime()))
        .put("duration", PlanSheet.seconds(point.duration()))
        .put("energyMilliJoule", point.energyMilliJoule());
  }
}
