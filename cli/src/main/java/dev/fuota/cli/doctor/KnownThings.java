package dev.fuota.cli.doctor;

import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.TextTable;
import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.board.Pins;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.hal.link.LinkCapabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists of boards and modems. */
final class KnownThings {
  private KnownThings() {}

  static List<String> boards() {
    TextTable table = new TextTable("lllrrrrl");
    table.row("board", "chip", "select", "irq", "busy", "reset", "SPI", "what it is");
    for (Board board : Board.KNOWN) {
      Pins pins = board.pins();
      table.row(
          board.name(),
          board.chip().name(),
          pins.chipSelect().toString(),
          Integer.toString(pins.irq()),
          text(pins.busy()),
          text(pins.reset()),
          Integer.toString(pins.spiBus()),
          board.title());
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(
        "Pins are BCM numbers. None of the boards has been tried: the drivers were tested on");
    lines.add("emulations of their chips only.");
    return lines;
  }

  private static String text(OptionalInt pin) {
    return pin.isPresent() ? Integer.toString(pin.getAsInt()) : "-";
  }

  static ObjectNode boardsJson() {
    ObjectNode document = JsonText.object().put("ok", true);
    ArrayNode all = document.putArray("boards");
    for (Board board : Board.KNOWN) {
      Pins pins = board.pins();
      ObjectNode node = all.addObject().put("name", board.name()).put("title", board.title());
      node.put("chip", board.chip().name())
          .put("spiBus", pins.spiBus())
          .put("chipSelect", pins.chipSelect().toString())
          .put("irq", pins.irq());
      pins.dio1().ifPresent(pin -> node.put("dio1", pin));
      pins.busy().ifPresent(pin -> node.put("busy", pin));
      pins.reset().ifPresent(pin -> node.put("reset", pin));
      pins.rxEnable().ifPresent(pin -> node.put("rxEnable", pin));
      pins.txEnable().ifPresent(pin -> node.put("txEnable", pin));
      ArrayNode enable = node.putArray("enable");
      pins.enable().forEach(enable::add);
    }
    return document;
  }

  static List<String> modems() {
    List<String> lines = new ArrayList<>();
    for (ModemModel model : ModemModel.KNOWN) {
      LinkCapabilities can = model.capabilities();
      lines.add(model.name() + ": " + model.title());
      lines.add("  " + support(model) + "; tested " + model.tested());
      lines.add(
          "  "
              + model.baud()
              + " baud, "
              + can.multicastGroups()
              + " multicast groups, sessions on "
              + tuning(can)
              + (can.classB() ? ", class B" : ", no class B")
              + (can.asksTime() ? ", asks the time" : ", does not ask the time")
              + ", FPort to "
              + can.maxFPort());
      can.limitations().forEach(limit -> lines.add("  - " + limit));
    }
    return lines;
  }

  private static String support(ModemModel model) {
    return switch (model.support()) {
      case FULL -> "supported";
      case NONE_YET -> "no driver yet";
      case REFUSED -> "refused";
    };
  }

  private static String tuning(LinkCapabilities can) {
    return switch (can.tuning()) {
      case ANY -> "any channel";
      case RX2_ONLY -> "the channel of RX2";
      case NONE -> "no channel";
    };
  }

  static ObjectNode modemsJson() {
    ObjectNode document = JsonText.object().put("ok", true);
    ArrayNode all = document.putArray("modems");
    for (ModemModel model : ModemModel.KNOWN) {
      LinkCapabilities can = model.capabilities();
      ObjectNode node = all.addObject().put("name", model.name()).put("title", model.title());
      node.put("baud", model.baud())
          .put("support", model.support().name().toLowerCase(Locale.ROOT))
          .put("tested", model.tested())
          .put("multicastGroups", can.multicastGroups())
          .put("tuning", can.tuning().name().toLowerCase(Locale.ROOT))
          .put("classB", can.classB())
          .put("asksTime", can.asksTime())
          .put("maxFPort", can.maxFPort());
      ArrayNode limits = node.putArray("limitations");
      can.limitations().forEach(limits::add);
    }
    return document;
  }
}
