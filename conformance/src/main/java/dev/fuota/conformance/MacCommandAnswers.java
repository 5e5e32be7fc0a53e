package dev.fuota.conformance;

import dev.fuota.conformance.GroupedAnswers.Questions;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.CommandTable;
import dev.fuota.protocol.lorawan.command.DeviceTimeAns;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.protocol.lorawan.command.TxParamSetupReq;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** MAC commands, {@code mac-commands}: made from fields, read again, and answered. */
final class MacCommandAnswers {
  private MacCommandAnswers() {}

  static KnownAnswers schema() {
    return new GroupedAnswers(
        "mac-commands/1",
        new Questions("codec", MacCommandAnswers::checkCodec),
        new Questions("link_adr", PlanAnswers::checkLinkAdr),
        new Questions("answers", PlanAnswers::checkOther));
  }

  private static void checkCodec(Check check, Entry entry) {
    Bytes hex = entry.get("expect").hex("hex");
    CommandTable<? extends MacCommand> table = table(entry.get("direction"));
    List<Entry> commands = entry.get("commands").elements();
    List<? extends MacCommand> made = commands.stream().map(it -> command(it, table)).toList();
    check.same("hex", hex, MacCommands.encode(made));
    CommandTable.Stream<? extends MacCommand> read = table.decodeAll(hex);
    check.same("defect", Optional.empty(), read.defect());
    check.same("commands", commands.size(), read.placed().size());
    for (int i = 0; i < Math.min(commands.size(), read.placed().size()); i++) {
      compare(check, commands.get(i), read.commands().get(i), table);
    }
  }

  private static CommandTable<? extends MacCommand> table(Entry direction) {
    return switch (direction.text()) {
      case "downlink" -> MacCommands.DOWN;
      case "uplink" -> MacCommands.UP;
      default -> throw direction.malformed("downlink or uplink is needed");
    };
  }

  private static MacCommand command(Entry entry, CommandTable<? extends MacCommand> table) {
    Class<? extends MacCommand> type =
        table
            .entry(entry.text("cmd"))
            .orElseThrow(() -> entry.get("cmd").malformed("this command is not known"))
            .type();
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = Stream.of(components).map(it -> value(it, entry)).toArray();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(type.getSimpleName() + ": " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void compare(
      Check check, Entry entry, MacCommand got, CommandTable<? extends MacCommand> table) {
    Set<String> open = new HashSet<>(entry.memberNames());
    open.removeAll(List.of("cmd", "cid"));
    String name = table.entry(got.cid()).orElseThrow().name();
    check.same("cmd", entry.text("cmd"), name);
    check.same("cid", entry.text("cid"), String.format("0x%02x", got.cid()));
    for (RecordComponent component : got.getClass().getRecordComponents()) {
      String field = field(component, entry);
      open.remove(field);
      check.same(name + "/" + field, value(component, entry), value(component, got));
    }
    compareDerived(check, entry, got, open);
    open.forEach(it -> check.failed(name + "/" + it, entry.get(it).shown(), "no such field"));
  }

  /** What the file says a second time in other words. */
  private static void compareDerived(Check check, Entry entry, MacCommand got, Set<String> open) {
    if (got instanceof TxParamSetupReq request && open.remove("max_eirp_dbm")) {
      check.same("max_eirp_dbm", entry.integer("max_eirp_dbm"), request.maxEirpDbm());
    }
    if (got instanceof DeviceTimeAns answer && open.remove("gps_ms_floor")) {
      check.same("gps_ms_floor", entry.get("gps_ms_floor").number(), answer.gpsMillis());
    }
  }

  private static Object value(RecordComponent component, Object command) {
    try {
      return component.getAccessor().invoke(command);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object value(RecordComponent component, Entry entry) {
    Entry value = entry.get(field(component, entry));
    if (component.getType() == boolean.class) {
      return value.node().isBoolean() ? value.flag() : value.integer() != 0;
    }
    return component.getType() == long.class ? (Object) value.number() : (Object) value.integer();
  }

  /** The file parts the words of a name by underscores. */
  private static String field(RecordComponent component, Entry entry) {
    String wanted = component.getName().toLowerCase(Locale.ROOT);
    return entry.memberNames().stream()
        .filter(name -> name.replace("_", "").equals(wanted))
        .findFirst()
        .orElseThrow(() -> entry.malformed("there is no \"" + component.getName() + "\""));
  }
}
