package dev.fuota.fleet.result;

import tools.jackson.databind.node.ObjectNode;

/** The sums of a result as JSON. */
final class FiguresNode {
  private FiguresNode() {}

  static ObjectNode of(Figures figures) {
    ObjectNode node = Nodes.object().put("devices", figures.devices());
    ObjectNode fates = node.putObject("fates");
    figures.fates().forEach((fate, count) -> fates.put(fate.name(), count));
    ObjectNode reached = node.putObject("reached");
    figures.reached().forEach((stage, count) -> reached.put(stage.name(), count));
    node.put("fragments", figures.fragments())
        .put("powerCuts", figures.powerCuts())
        .put("took", Nodes.seconds(figures.took()))
        .put("events", figures.events())
        .put("receptions", figures.receptions())
        .put("joules", Nodes.decimal(figures.joules()));
    figures.overhead().ifPresent(it -> node.put("overhead", Nodes.decimal(it)));
    node.put("airTimePerGateway", Nodes.decimal(figures.airTimePerGateway()));
    node.set("air", CellNode.of(figures.air()));
    return node;
  }

  static ObjectNode of(Check check) {
    return Nodes.object()
        .put("name", check.name())
        .put("figures", check.figures())
        .put("ok", check.ok());
  }
}
