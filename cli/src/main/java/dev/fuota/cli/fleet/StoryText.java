package dev.fuota.cli.fleet;

import dev.fuota.cli.console.Style;
import dev.fuota.fleet.replay.Replay;
import dev.fuota.fleet.replay.StoryLine;
import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.Stage;
import dev.fuota.fleet.scenario.Scenario;
import dev.fuota.report.Say;
import java.io.PrintStream;
import java.util.Locale;

/** A story for people: time, what it is about, what happened. */
record StoryText(PrintStream out, Style style) implements StoryView {
  private static final String MARGIN = " ".repeat(24);
  private static final int KIND_WIDTH = 7;

  @Override
  public void begin(Scenario scenario, int device, Replay replay) {
    out.println(
        style.strong("device " + device)
            + " of "
            + scenario.name()
            + ", seed "
            + scenario.seed()
            + "; cell "
            + replay.cell()
            + " has seed "
            + replay.seed());
  }

  @Override
  public void line(StoryLine line) {
    String kind = String.format(Locale.ROOT, "%-" + KIND_WIDTH + "s", line.kind().label());
    out.println(
        time(line.at().toMillis()) + "  " + painted(line.kind(), kind + "  " + line.text()));
    line.details().forEach(detail -> out.println(MARGIN + detail));
  }

  private String painted(StoryLine.Kind kind, String text) {
    return switch (kind) {
      case FAULT, POWER -> style.bad(text);
      case STATE -> style.strong(text);
      case BOOT, LINK -> style.good(text);
      case FLASH, LISTENS -> style.faint(text);
      case SENT, HEARD -> text;
    };
  }

  /** To the millisecond, {@code hhh:mm:ss.mmm}. */
  private static String time(long millis) {
    return String.format(
        Locale.ROOT,
        "%3d:%02d:%02d.%03d",
        millis / 3_600_000,
        millis / 60_000 % 60,
        millis / 1000 % 60,
        millis % 1000);
  }

  @Override
  public void end(DeviceLine device) {
    String fate = device.fate().label() + (device.reason().isEmpty() ? "" : ": " + device.reason());
    out.println();
    out.println(
        style.strong("device " + device.number())
            + ", "
            + device.id()
            + ": "
            + (device.fate() == Fate.UPDATED ? style.good(fate) : style.bad(fate)));
    for (Stage stage : Stage.ALL) {
      device.reached().at(stage).ifPresent(at -> out.println(time(at) + "  " + stage.label()));
    }
    out.println(
        device.fragments()
            + " fragments stored of "
            + device.heard()
            + " heard; "
            + Say.count(device.powerCuts(), "power cut")
            + "; "
            + Say.count(device.flashOperations(), "flash operation"));
  }
}
