package dev.fuota.boot.torture.report;

import dev.fuota.boot.torture.Outcome;
import dev.fuota.boot.torture.ScenarioResult;
import dev.fuota.boot.torture.ScenarioResult.Operation;
import dev.fuota.hal.sim.FlashOperation;
import dev.fuota.hal.sim.Tear;
import dev.fuota.report.Axis;
import dev.fuota.report.Markup;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The operations of the undisturbed run from left to right: above, in which partition each was;
 * below, how the run ended in which it was torn, one row for each way.
 */
final class OperationMap {
  private static final double LEFT = 118;
  private static final double RIGHT = 990;
  private static final double LANE = 15;
  private static final double ROW = 19;
  private static final int TICKS = 12;

  private final ScenarioResult result;
  private final List<String> partitions;
  private final Strip strip;
  private final Markup out = new Markup();

  private OperationMap(ScenarioResult result, List<String> partitions) {
    this.result = result;
    this.partitions = partitions;
    this.strip = new Strip(LEFT, RIGHT, result.operations().size());
  }

  static String draw(ScenarioResult result, List<String> partitions) {
    return new OperationMap(result, partitions).draw();
  }

  private String draw() {
    double lanes = 6 + partitions.size() * LANE;
    double bottom = lanes + 8 + Tear.values().length * ROW;
    out.add("<svg class=\"dense\" viewBox=\"0 0 1000 %s\" role=\"img\">", bottom + 34);
    out.add(
        "<title>Outcome of each tear of each of %s flash operations, scenario %s.</title>",
        result.operations().size(), result.scenario().label());
    for (int i = 0; i < partitions.size(); i++) {
      lane(partitions.get(i), 6 + i * LANE);
    }
    double y = lanes + 8;
    for (Tear tear : Tear.values()) {
      row(tear, y);
      y += ROW;
    }
    axis(bottom);
    return out.raw("</svg>").toString();
  }

  private void lane(String partition, double y) {
    label(partition, y + LANE - 4);
    out.add("<path class=\"grid\" d=\"M%s %sH%s\"/>", LEFT, y + LANE - 0.5, RIGHT);
    strip.draw(out, y + 1, LANE - 3, i -> look(partition, result.operations().get(i)));
  }

  private static String look(String partition, Operation operation) {
    if (!operation.partition().equals(partition)) {
      return "";
    }
    return operation.kind() == FlashOperation.Kind.ERASE ? "b1" : "b2";
  }

  private void row(Tear tear, double y) {
    label(tear.name().toLowerCase(Locale.ROOT).replace('_', ' '), y + ROW - 6);
    strip.draw(out, y, ROW - 2, i -> outcome(i + 1, tear).map(Legend::style).orElse("none"));
  }

  private Optional<Outcome> outcome(int operation, Tear tear) {
    Map<Tear, Outcome> tears = result.singles().getOrDefault(operation, Map.of());
    return Optional.ofNullable(tears.get(tear));
  }

  private void label(String text, double y) {
    out.add("<text class=\"row end\" x=\"%s\" y=\"%s\">%s</text>", LEFT - 8, y, text);
  }

  private void axis(double y) {
    int count = Math.max(1, result.operations().size());
    for (double tick : new Axis(count, LEFT, RIGHT).ticks(TICKS)) {
      out.add("<path class=\"tick\" d=\"M%s %sv5\"/>", strip.x(tick), y);
      out.add("<text class=\"num mid\" x=\"%s\" y=\"%s\">", strip.x(tick), y + 18);
      out.add("%s</text>", tick);
    }
    out.add("<text class=\"end\" x=\"%s\" y=\"%s\">flash operation</text>", RIGHT, y + 32);
  }
}
