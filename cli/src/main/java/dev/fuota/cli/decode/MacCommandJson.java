package dev.fuota.cli.decode;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.codec.CommandTable.Placed;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.MacCommands;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** MAC commands as JSON, with the names of known answers. */
final class MacCommandJson {
  private MacCommandJson() {}

  static void put(ObjectNode document, Bytes octets, boolean up) {
    CommandTable<? extends MacCommand> table = up ? MacCommands.UP : MacCommands.DOWN;
    CommandTable.Stream<? extends MacCommand> read = table.decodeAll(octets);
    ArrayNode commands = document.putArray("commands");
    for (Placed<? extends MacCommand> placed : read.placed()) {
      MacCommand command = placed.command();
      ObjectNode node = commands.addObject();
      node.put("cmd", table.entry(command.cid()).orElseThrow().name());
      node.put("cid", String.format("0x%02x", command.cid()));
      for (RecordComponent component : command.getClass().getRecordComponents()) {
        put(node, component, command);
      }
    }
    read.defect().ifPresent(it -> document.put("commands_defect", it.detail()));
  }

  private static void put(ObjectNode node, RecordComponent component, MacCommand command) {
    String name =
        component
            .getName()
            .replaceAll("([A-Z])", "_$1")
            .replaceAll("([a-z])(400|256)", "$1_$2")
            .toLowerCase(Locale.ROOT);
    Object value = value(component, command);
    if (value instanceof Boolean flag) {
      node.put(name, flag);
    } else if (value instanceof Number number) {
      node.put(name, number.longValue());
    }
  }

  private static Object value(RecordComponent component, MacCommand command) {
    try {
      return component.getAccessor().invoke(command);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
