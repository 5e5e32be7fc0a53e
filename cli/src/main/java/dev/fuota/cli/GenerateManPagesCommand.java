package dev.fuota.cli;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.manual.ManPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fuota generate-man-pages}. */
@Command(
    name = "generate-man-pages",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = "Writes the pages of the manual into a folder, one for each command.")
final class GenerateManPagesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "Made if it is not there.")
  private Path folder = Path.of("");

  private final Console console;

  GenerateManPagesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    String product = new Versions().getVersion()[0];
    Map<String, String> pages = ManPage.all(Fuota.whole(console), product);
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(folder.resolve(page.getKey() + ".1"), page.getValue());
      }
    } catch (IOException e) {
      throw new InputProblem("FOLDER_UNWRITABLE", folder + " cannot be written: " + e.getMessage());
    }
    console.err().println(pages.size() + " pages in " + folder);
    return Exit.DONE;
  }
}
