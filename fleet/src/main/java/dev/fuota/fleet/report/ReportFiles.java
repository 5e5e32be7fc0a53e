package dev.fuota.fleet.report;

import dev.fuota.fleet.demo.DemoResult;
import dev.fuota.report.WholeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the report of a demonstration into a folder. */
public final class ReportFiles {
  public static final String JSON = "result.json";
  public static final String HTML = "index.html";

  private ReportFiles() {}

  /**
   * Writes {@value #JSON} and {@value #HTML}; makes the folder where it is missing.
   *
   * @return the page
   * @throws IOException if the folder cannot be made or written
   */
  public static Path write(Path folder, DemoResult result) throws IOException {
    Files.createDirectories(folder);
    WholeText.write(folder.resolve(JSON), JsonReport.of(result));
    Path page = folder.resolve(HTML);
    WholeText.write(page, HtmlReport.of(result));
    return page;
  }
}
