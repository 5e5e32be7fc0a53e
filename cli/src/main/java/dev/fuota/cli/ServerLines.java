package dev.fuota.cli;

import dev.fuota.server.campaign.Stage;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.Uplink;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** What {@code fuota server} prints while it runs: a line of JSON for an event, or one to read. */
final class ServerLines {
  private final Console console;
  private final boolean json;

  ServerLines(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  void say(ObjectNode event, String line) {
    if (json) {
      console.out().println(event);
    } else {
      console.out().println(line);
    }
    console.out().flush();
  }

  /** Uplinks are many: people are told of none. */
  void uplink(Uplink uplink) {
    if (json) {
      ObjectNode event = JsonText.object().put("event", "uplink");
      event.put("device", uplink.device().toString()).put("fPort", uplink.fPort());
      console.out().println(event.put("octets", uplink.payload().length()));
      console.out().flush();
    }
  }

  void stage(Stage stage) {
    say(
        JsonText.object().put("event", "stage").put("stage", stage.toString()),
        ServerProgress.name(stage));
  }

  void campaign(ServerRun.Beginning beginning) {
    String sentence =
        beginning.before()
            ? String.format(
                Locale.ROOT,
                "the campaign of before: %d devices run its firmware; it begins anew with %d, with"
                    + " the same group",
                beginning.updated(),
                beginning.left())
            : "the campaign begins with " + beginning.left() + " devices";
    say(
        JsonText.object()
            .put("event", "campaign")
            .put("before", beginning.before())
            .put("updated", beginning.updated())
            .put("left", beginning.left()),
        sentence);
  }

  void updated(DeviceId device) {
    say(
        JsonText.object().put("event", "updated").put("device", device.toString()),
        device + " runs the new firmware");
  }
}
