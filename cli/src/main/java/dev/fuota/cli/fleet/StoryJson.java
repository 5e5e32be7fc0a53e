package dev.fuota.cli.fleet;

import dev.fuota.cli.console.JsonText;
import dev.fuota.fleet.replay.Replay;
import dev.fuota.fleet.replay.StoryLine;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.Stage;
import dev.fuota.fleet.scenario.Scenario;
import java.io.PrintStream;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A story as NDJSON: one document a line, the first and the last about the whole. */
record StoryJson(PrintStream out) implements StoryView {

  @Override
  public void begin(Scenario scenario, int device, Replay replay) {
    out.println(
        JsonText.object()
            .put("kind", "begin")
            .put("scenario", scenario.name())
            .put("sha256", scenario.sha256())
            .put("seed", scenario.seed())
            .put("device", device)
            .put("cell", replay.cell())
            .put("cellSeed", replay.seed()));
  }

  @Override
  public void line(StoryLine line) {
    ObjectNode document =
        JsonText.object()
            .put("kind", line.kind().label())
            .put("atMs", line.at().toMillis())
            .put("text", line.text());
    if (!line.details().isEmpty()) {
      ArrayNode details = document.putArray("details");
      line.details().forEach(details::add);
    }
    out.println(document);
  }

  @Override
  public void end(DeviceLine device) {
    ObjectNode document =
        JsonText.object()
            .put("kind", "end")
            .put("device", device.number())
            .put("id", device.id())
            .put("fate", device.fate().name())
            .put("reason", device.reason())
            .put("fragments", device.fragments())
            .put("heard", device.heard())
            .put("powerCuts", device.powerCuts())
            .put("flashOperations", device.flashOperations());
    ObjectNode reached = document.putObject("reachedMs");
    for (Stage stage : Stage.ALL) {
      device
          .reached()
          .at(stage)
          .ifPresent(at -> reached.put(stage.name().toLowerCase(Locale.ROOT), at));
    }
    out.println(document);
  }
}
