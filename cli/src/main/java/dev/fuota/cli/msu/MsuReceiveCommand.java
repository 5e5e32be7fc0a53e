package dev.fuota.cli.msu;

import dev.fuota.agent.msu.Destination;
import dev.fuota.agent.msu.FileDestination;
import dev.fuota.agent.msu.MsuClientConfig;
import dev.fuota.boot.Strategy;
import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.Choice;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.hal.file.DirectoryArea;
import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.net.Interfaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fuota msu receive}. */
@Command(
    name = "receive",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Is a device: waits for a server, and takes its files.",
      "A device that was stopped in the middle of a transfer goes on where it was."
    },
    footer = {"", "Exit code with --once: 0 only if every file of the transfer is there."})
public final class MsuReceiveCommand implements Callable<Integer> {
  private static final String PARTS = ".parts";

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Where received files go, made if it is not there; nothing outside of it is written.")
  private @Nullable Path directory;

  @Option(
      names = "--flash",
      paramLabel = "FILE",
      description =
          "A flash, as a file, whose firmware the received image becomes; one fresh from the"
              + " factory if there is none yet. What is received so far lies in FILE.parts.")
  private @Nullable Path flash;

  @Option(
      names = "--strategy",
      paramLabel = "S",
      description = "How the bootloader of --flash installs. Default: ${DEFAULT-VALUE}.")
  private String strategy = Strategy.AB.label();

  @Option(
      names = "--reserve",
      paramLabel = "OCTETS",
      description = "Octets of the disk that stay free. Default: ${DEFAULT-VALUE}.")
  private long reserve = 16L << 20;

  @Option(names = "--once", description = "End after one transfer.")
  private boolean once;

  @Mixin private MsuDeviceOptions device = new MsuDeviceOptions();
  @Mixin private MsuNetworkOptions network = new MsuNetworkOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public MsuReceiveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if ((directory == null) == (flash == null)) {
      throw new InputProblem("DESTINATION_NEEDED", "name either --dir or --flash");
    }
    Interfaces.State on = network.chosen();
    MsuClientConfig config = device.config(console, network.discovery(), on, flash != null);
    Path root = directory == null ? Path.of(flash + PARTS) : directory;
    try (DirectoryArea area = area(root)) {
      MsuDevice running =
          new MsuDevice(config, on, network.options(), area, destination(area), once, this::say);
      MsuRehearsal.run();
      running.run();
      return end(running);
    }
  }

  private DirectoryArea area(Path root) {
    make(root);
    FileResult<DirectoryArea> opened = DirectoryArea.open(root, reserve);
    if (opened instanceof FileResult.Ok<DirectoryArea> ok) {
      return ok.get();
    }
    FileResult.Failed<DirectoryArea> failed = (FileResult.Failed<DirectoryArea>) opened;
    throw new InputProblem(
        "DIRECTORY_UNUSABLE",
        root
            + " cannot be used ("
            + failed.problem()
            + ", "
            + failed.detail()
            + "); let it be written to");
  }

  private static void make(Path root) {
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new InputProblem(
          "DIRECTORY_UNUSABLE", root + " cannot be made (" + e.getMessage() + ")");
    }
  }

  private Destination destination(DirectoryArea area) {
    if (flash == null) {
      return new FileDestination(area);
    }
    Strategy chosen = Choice.of("--strategy", strategy, Strategy.values(), Strategy::label);
    return new MsuFlashDestination(flash, chosen, this::say).destination();
  }

  private void say(String sentence) {
    (output.json() ? console.err() : console.out()).println(sentence);
  }

  private int end(MsuDevice running) {
    boolean ok = running.hasAll();
    if (output.json()) {
      var document = running.json(ok);
      if (!ok) {
        JsonText.putError(document, "NOT_EVERY_FILE", "see files");
      }
      JsonText.print(console, document);
    }
    return ok ? Exit.DONE : Exit.FAILED;
  }
}
