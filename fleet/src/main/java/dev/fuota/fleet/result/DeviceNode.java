package dev.fuota.fleet.result;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The line of a device as JSON, there and back. */
final class DeviceNode {
  private static final String[] KEYS = {
    "number",
    "cell",
    "id",
    "group",
    "fate",
    "reason",
    "reached",
    "fragments",
    "heard",
    "sentWhenComplete",
    "powerCuts",
    "joules",
    "flashOperations",
    "decoderOctets"
  };

  private DeviceNode() {}

  static ObjectNode of(int cell, DeviceLine device) {
    ObjectNode node = Nodes.object();
    node.put("number", device.number())
        .put("cell", cell)
        .put("id", device.id())
        .put("group", device.group())
        .put("fate", device.fate().name())
        .put("reason", device.reason());
    ArrayNode reached = node.putArray("reached");
    for (Stage stage : Stage.ALL) {
      device.reached().at(stage).ifPresentOrElse(reached::add, reached::addNull);
    }
    return node.put("fragments", device.fragments())
        .put("heard", device.heard())
        .put("sentWhenComplete", device.sentWhenComplete())
        .put("powerCuts", device.powerCuts())
        .put("joules", Nodes.decimal(device.joules()))
        .put("flashOperations", device.flashOperations())
        .put("decoderOctets", device.decoderOctets());
  }

  static int cell(Fields device) {
    return device.number("cell", Integer.MAX_VALUE);
  }

  /**
   * Reads one.
   *
   * @param reasons those that were read before: many devices have the same
   */
  static DeviceLine read(Fields device, Map<String, String> reasons) {
    device.only(KEYS);
    return new DeviceLine(
        device.number("number", Integer.MAX_VALUE),
        device.text("id"),
        device.number("group", Integer.MAX_VALUE),
        device.choice("fate", Fate.class),
        reasons.computeIfAbsent(device.text("reason"), it -> it),
        reached(device),
        device.number("fragments", Integer.MAX_VALUE),
        device.number("heard", Integer.MAX_VALUE),
        device.number("sentWhenComplete", Integer.MAX_VALUE),
        device.number("powerCuts", Integer.MAX_VALUE),
        device.decimal("joules"),
        device.longNumber("flashOperations", 0, Long.MAX_VALUE),
        device.number("decoderOctets", Integer.MAX_VALUE));
  }

  private static Reached reached(Fields device) {
    @Nullable Long[] times = device.times("reached", Stage.ALL.size(), Reached.MILLIS_MAX);
    Reached reached = Reached.NOTHING;
    for (int i = 0; i < times.length; i++) {
      Long at = times[i];
      if (at != null) {
        reached = reached.with(Stage.ALL.get(i), at);
      }
    }
    return reached;
  }
}
