package dev.fuota.cli.io;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Style;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/** Options that every command has. */
public final class OutputOptions {
  /** Whether results are coloured. */
  enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  /** How long work tells how far it is. */
  enum Progress {
    AUTO,
    PLAIN,
    NONE
  }

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output, and nothing else there.")
  private boolean json;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "auto, always or never. Default: ${DEFAULT-VALUE}; NO_COLOR is honoured.")
  private Color color = Color.AUTO;

  @Option(
      names = "--progress",
      paramLabel = "HOW",
      defaultValue = "auto",
      description =
          "auto (a bar on a terminal, else a line now and then), plain or none."
              + " Default: ${DEFAULT-VALUE}.")
  private Progress progress = Progress.AUTO;

  public boolean json() {
    return json;
  }

  public Style style(Console console) {
    return switch (color) {
      case AUTO -> new Style(console.likesColor());
      case ALWAYS -> new Style(true);
      case NEVER -> new Style(false);
    };
  }

  /**
   * How far work is.
   *
   * @param task one word for what is done
   */
  public ProgressView progress(Console console, String task) {
    return switch (progress) {
      case AUTO ->
          console.canRedraw()
              ? new BarView(console.err(), task)
              : new LineView(console.err(), InstantSource.system());
      case PLAIN -> new LineView(console.err(), InstantSource.system());
      case NONE -> ProgressView.NONE;
    };
  }
}
