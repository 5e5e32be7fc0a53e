package dev.fuota.cli;

import dev.fuota.cli.console.InputProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that {@code --report} names. */
final class ReportFolder {
  private ReportFolder() {}

  /**
   * Makes it, before the work begins whose outcome it is to hold.
   *
   * @throws InputProblem if nothing can be written there
   */
  static void prepare(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw problem(folder, e);
    }
    if (!Files.isWritable(folder)) {
      throw problem(folder, new IOException("no permission"));
    }
  }

  static InputProblem problem(Path folder, IOException cause) {
    String reason = cause.getClass().getSimpleName().replace("IOException", "");
    return new InputProblem(
        "REPORT_NOT_WRITABLE",
        "cannot write the report into "
            + folder
            + " ("
            + (reason + " " + cause.getMessage()).strip()
            + "); choose another folder with --report");
  }
}
