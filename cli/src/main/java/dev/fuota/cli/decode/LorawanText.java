package dev.fuota.cli.decode;

import dev.fuota.cli.console.Style;
import dev.fuota.cli.console.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The document of a LoRaWAN frame as lines for people. */
final class LorawanText {
  private static final String INDENT = "  ";

  private LorawanText() {}

  static List<String> lines(ObjectNode document, Style style) {
    List<String> lines = new ArrayList<>();
    lines.add(style.strong(document.path("m_type").stringValue()));
    TextTable table = new TextTable("ll");
    for (Map.Entry<String, JsonNode> field : document.properties()) {
      if (isShownHere(field.getKey())) {
        table.row(field.getKey(), shown(field.getValue()));
      }
    }
    table.lines().forEach(line -> lines.add(INDENT + line));
    addCommands(lines, document.path("commands"), style);
    addCommands(lines, document.path("application").path("commands"), style);
    if (document.has("commands_defect")) {
      lines.add(style.bad(INDENT + document.get("commands_defect").stringValue()));
    }
    if (!document.path("mic_ok").asBoolean(true)) {
      lines.add(style.bad("the check of the frame does not hold"));
    }
    return lines;
  }

  private static boolean isShownHere(String name) {
    return !List.of("m_type", "commands", "commands_defect", "application").contains(name);
  }

  private static void addCommands(List<String> lines, JsonNode commands, Style style) {
    for (JsonNode command : commands) {
      String name = command.path(command.has("cmd") ? "cmd" : "command").stringValue();
      JsonNode fields = command.has("fields") ? command.get("fields") : command;
      lines.add("");
      lines.add(INDENT + style.strong(name));
      TextTable table = new TextTable("ll");
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        if (!field.getKey().equals("cmd")) {
          table.row(field.getKey(), shown(field.getValue()));
        }
      }
      table.lines().forEach(line -> lines.add(INDENT + INDENT + line));
    }
  }

  /** Of flags, the names of those that are set. */
  private static String shown(JsonNode value) {
    if (value.isObject() && value.valueStream().allMatch(JsonNode::isBoolean)) {
      return value
          .propertyStream()
          .filter(it -> it.getValue().booleanValue())
          .map(Map.Entry::getKey)
          .collect(Collectors.joining(" "));
    }
    return value.isString() ? value.stringValue() : value.toString();
  }
}
