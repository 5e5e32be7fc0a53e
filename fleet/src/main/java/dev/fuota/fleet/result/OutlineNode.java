package dev.fuota.fleet.result;

import dev.fuota.fleet.result.Outline.Spread;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An outline as JSON, there and back. */
final class OutlineNode {
  private static final String OVERHEAD = "overhead";
  private static final String JOULES = "joules";
  private static final double MILLIS = 1000;
  private static final double MOST = 1e12;

  private OutlineNode() {}

  /** How devices are spread: over time in milliseconds, by overhead, by joules. */
  static ObjectNode percentiles(Outline outline) {
    ObjectNode node = Nodes.object();
    ArrayNode percents = node.putArray("percent");
    Spread.PERCENT.forEach(percents::add);
    for (Stage stage : Stage.ALL) {
      Spread times = outline.stages().get(stage);
      if (times != null) {
        ArrayNode values = node.putArray(stage.name());
        times.values().forEach(seconds -> values.add(Math.round(seconds * MILLIS)));
      }
    }
    outline.overhead().ifPresent(spread -> put(node.putArray(OVERHEAD), spread));
    outline.joules().ifPresent(spread -> put(node.putArray(JOULES), spread));
    return node;
  }

  private static void put(ArrayNode array, Spread spread) {
    spread.values().forEach(value -> array.add(Nodes.decimal(value)));
  }

  static Outline read(Head head, Fields figures, Fields percentiles, List<Fields> checks) {
    Map<Stage, Spread> stages = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.ALL) {
      spread(percentiles, stage.name(), MILLIS).ifPresent(times -> stages.put(stage, times));
    }
    return new Outline(
        head,
        figures(figures),
        stages,
        spread(percentiles, OVERHEAD, 1),
        spread(percentiles, JOULES, 1),
        checks.stream().map(OutlineNode::check).toList());
  }

  private static Figures figures(Fields figures) {
    Fields fates = figures.object("fates");
    Map<Fate, Integer> ends = new EnumMap<>(Fate.class);
    Fate.ALL.forEach(fate -> ends.put(fate, fates.number(fate.name(), Integer.MAX_VALUE)));
    Fields came = figures.object("reached");
    Map<Stage, Integer> reached = new EnumMap<>(Stage.class);
    Stage.ALL.forEach(it -> reached.put(it, came.number(it.name(), Integer.MAX_VALUE)));
    return new Figures(
        figures.number("devices", Integer.MAX_VALUE),
        ends,
        reached,
        figures.longNumber("fragments", 0, Long.MAX_VALUE),
        figures.number("powerCuts", Integer.MAX_VALUE),
        CellNode.air(figures.object("air")),
        figures.seconds("took"),
        figures.longNumber("events", 0, Long.MAX_VALUE),
        figures.longNumber("receptions", 0, Long.MAX_VALUE),
        figures.decimal(JOULES),
        figures.has(OVERHEAD)
            ? OptionalDouble.of(figures.decimal(OVERHEAD))
            : OptionalDouble.empty(),
        figures.decimal("airTimePerGateway"));
  }

  private static Optional<Spread> spread(Fields from, String key, double unit) {
    JsonNode list = from.node().get(key);
    if (list == null) {
      return Optional.empty();
    }
    if (!list.isArray() || list.size() != Spread.PERCENT.size()) {
      throw from.problem(key + " is no list of " + Spread.PERCENT.size());
    }
    List<Double> values = new ArrayList<>();
    double last = -MOST;
    for (JsonNode value : list) {
      if (!value.isNumber() || !(value.doubleValue() >= last && value.doubleValue() <= MOST)) {
        throw from.problem(key + " does not rise from number to number");
      }
      last = value.doubleValue();
      values.add(last / unit);
    }
    return Optional.of(new Spread(values));
  }

  private static Check check(Fields check) {
    check.only("name", "figures", "ok");
    return new Check(check.text("name"), check.text("figures"), check.yesNo("ok"));
  }
}
