package dev.fuota.drivers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.board.Pins;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.hal.link.LinkCapabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * The tables in {@code docs/hardware.md} are those of the code. With {@code -Dtables.write=true}
 * they are written anew instead.
 */
class HardwareDocumentTest {
  private static final String END = "<!-- end of table -->";

  @Test
  void tablesAreTrue() throws IOException {
    String text = Files.readString(document(), UTF_8);
    String written = with(text, "boards", boards());
    written = with(written, "modems", modems());
    written = with(written, "limitations", limitations());
    if (Boolean.getBoolean("tables.write")) {
      Files.writeString(document(), written);
      text = written;
    }
    assertThat(text)
        .as("docs/hardware.md; write its tables anew with -Dtables.write=true")
        .isEqualTo(written);
  }

  private static String with(String text, String name, String table) {
    String begin = "<!-- table: " + name + " -->\n";
    int from = text.indexOf(begin) + begin.length();
    return text.substring(0, from) + table + text.substring(text.indexOf(END, from));
  }

  private static String boards() {
    StringBuilder table =
        new StringBuilder(
            """
            | Name | Board | Chip | Chip select | IRQ | BUSY | RESET | Antenna | Tested |
            |---|---|---|---|--:|--:|--:|---|---|
            """);
    for (Board board : Board.KNOWN) {
      Pins pins = board.pins();
      table.append(
          row(
              "`" + board.name() + "`",
              board.title(),
              board.chip().toString(),
              pins.chipSelect().toString(),
              Integer.toString(pins.irq()),
              number(pins.busy()),
              number(pins.reset()),
              antenna(board),
              "on an emulation only"));
    }
    return table.toString();
  }

  private static String antenna(Board board) {
    List<String> how = new ArrayList<>();
    if (board.options().dio2AsRfSwitch()) {
      how.add("DIO2");
    }
    board.pins().txEnable().ifPresent(pin -> how.add("TX " + pin));
    board.pins().rxEnable().ifPresent(pin -> how.add("RX " + pin));
    board.pins().enable().forEach(pin -> how.add(pin + " high"));
    return String.join(", ", how);
  }

  private static String number(OptionalInt pin) {
    return pin.isPresent() ? Integer.toString(pin.getAsInt()) : "";
  }

  private static String modems() {
    StringBuilder table =
        new StringBuilder(
            """
            | Name | Modem | Baud | Driver | Multicast groups | Sessions on | Class B | Time | \
            Ports up to | Tested |
            |---|---|--:|---|--:|---|---|---|--:|---|
            """);
    for (ModemModel model : ModemModel.KNOWN) {
      LinkCapabilities can = model.capabilities();
      table.append(
          row(
              "`" + model.name() + "`",
              model.title(),
              Integer.toString(model.baud()),
              switch (model.support()) {
                case FULL -> "yes";
                case NONE_YET -> "no";
                case REFUSED -> "refused";
              },
              Integer.toString(can.multicastGroups()),
              switch (can.tuning()) {
                case ANY -> "any channel";
                case RX2_ONLY -> "RX2's channel";
                case NONE -> "none";
              },
              can.classB() ? "yes" : "no",
              can.asksTime() ? "yes" : "no",
              Integer.toString(can.maxFPort()),
              model.tested()));
    }
    return table.toString();
  }

  private static String limitations() {
    StringBuilder list = new StringBuilder();
    for (ModemModel model : ModemModel.KNOWN) {
      list.append("- `").append(model.name()).append("`: ");
      list.append(String.join(" ", model.capabilities().limitations())).append("\n");
    }
    return list.toString();
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static Path document() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("mvnw"))) {
      here = Objects.requireNonNull(here.getParent(), "no mvnw above the tests");
    }
    return here.resolve("docs/hardware.md");
  }
}
