package dev.fuota.cli.image;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Style;
import dev.fuota.cli.io.OutputOptions;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A line for each of many files: coloured for people, a JSON document for machines. A file that
 * cannot be read does not keep the others from their turn.
 */
final class FileLines {

  /** What is said of one file. */
  @FunctionalInterface
  interface Judge {
    /** Adds to the document; throws {@link InputProblem} if the file cannot be read. */
    Line judge(Path file, ObjectNode document);
  }

  /**
   * The outcome for one file.
   *
   * @param code a stable name if not good
   */
  record Line(boolean good, String code, String text) {}

  private final Console console;
  private final OutputOptions output;

  FileLines(Console console, OutputOptions output) {
    this.console = console;
    this.output = output;
  }

  /** Returns the exit code: the worst of all files. */
  int run(List<Path> files, Judge judge) {
    int exit = Exit.DONE;
    for (Path file : files) {
      ObjectNode document = JsonText.object().put("file", file.toString());
      try {
        Line line = judge.judge(file, document);
        print(file, document.put("ok", line.good()), line);
        exit = Math.max(exit, line.good() ? Exit.DONE : Exit.FAILED);
      } catch (InputProblem problem) {
        console.err().println("fuota: " + problem.getMessage());
        exit = Exit.USAGE;
        if (output.json()) {
          JsonText.putError(
              document.put("ok", false), problem.code(), String.valueOf(problem.getMessage()));
          console.out().println(document);
        }
      }
    }
    return exit;
  }

  private void print(Path file, ObjectNode document, Line line) {
    if (output.json()) {
      if (!line.good()) {
        JsonText.putError(document, line.code(), line.text());
      }
      console.out().println(document);
      return;
    }
    Style style = output.style(console);
    String outcome =
        line.good() ? style.good("ok") : style.bad("refused") + " " + line.code() + ":";
    console.out().println(file + ": " + outcome + " " + line.text());
  }
}
