package dev.fuota.cli.demo;

import dev.fuota.boot.Strategy;
import dev.fuota.cli.boot.QemuBoot;
import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.Choice;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.ProgressView;
import dev.fuota.cli.io.ReportFolder;
import dev.fuota.fleet.demo.Demo;
import dev.fuota.fleet.demo.DemoFirmware;
import dev.fuota.fleet.demo.DemoOptions;
import dev.fuota.fleet.demo.DemoProgress;
import dev.fuota.fleet.demo.DemoResult;
import dev.fuota.fleet.demo.UpdateForm;
import dev.fuota.fleet.report.JsonReport;
import dev.fuota.fleet.report.ReportFiles;
import dev.fuota.report.Say;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Updates a fleet of simulated devices on this machine, in virtual time.",
      "First an image with a broken signature is offered, which every device must refuse; then the"
          + " real one. Frames are lost in bursts, some devices lose power in the download or while"
          + " the bootloader installs, and one is other hardware. Ends with a table and a report."
    },
    footer = {
      "",
      "Fewer than 8 devices: fewer of them lose power, and the wrong hardware is among them from 4"
          + " on.",
      "Exit code 0 only if every device is where it should be."
    })
public final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--devices",
      paramLabel = "N",
      description = "How many devices. Default: ${DEFAULT-VALUE}.")
  private int devices = DemoOptions.DEFAULT.devices();

  @Option(
      names = "--loss",
      paramLabel = "P",
      description = "Share of frames lost, 0 to less than 1. Default: ${DEFAULT-VALUE}.")
  private double loss = DemoOptions.DEFAULT.loss();

  @Option(
      names = "--redundancy",
      paramLabel = "R",
      description =
          "Coded fragments for each fragment of the image. Default: 0.5, more for a small image.")
  private @Nullable Double redundancy;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description =
          "The same seed gives the same run, and the same report octet for octet."
              + " Default: ${DEFAULT-VALUE}.")
  private long seed = DemoOptions.DEFAULT.seed();

  @Option(
      names = "--package-version",
      paramLabel = "V",
      description =
          "Version of the application packages on server and devices, 1 or 2."
              + " Default: ${DEFAULT-VALUE}.")
  private int packageVersion = DemoOptions.DEFAULT.packageVersion();

  @Option(
      names = "--strategy",
      paramLabel = "S",
      description =
          "How the bootloaders install the image: ab, in-place, overwrite-only, swap-scratch,"
              + " swap-move, swap-offset or direct-xip. Default: ab.")
  private String strategy = DemoOptions.DEFAULT.strategy().label();

  @Option(
      names = "--image",
      paramLabel = "FORM",
      description =
          "What goes over the air: the whole sample firmware, it compressed, or a delta to what"
              + " runs: whole, compressed or delta. Default: ${DEFAULT-VALUE}.")
  private String form = UpdateForm.WHOLE.label();

  @Option(
      names = "--firmware",
      paramLabel = "FILE",
      description =
          "A signed MCUboot image to install instead of the sample firmware; or a signed package,"
              + " as `fuota image delta` makes it.")
  private @Nullable Path firmware;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where index.html and result.json go. Default: ${DEFAULT-VALUE}.")
  private Path report = Path.of("fuota-report");

  @Option(
      names = "--qemu",
      description = "At the end boot one updated device in QEMU and show what its firmware says.")
  private boolean qemu;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    DemoFirmware image = FirmwareFile.read(firmware, form());
    DemoOptions options = options(image);
    ReportFolder.prepare(report);
    Demo demo = new Demo(options, image);
    DemoResult result = run(demo);
    Path page = write(result);
    Optional<QemuBoot> boot = boot(demo);
    print(result, page, boot);
    boolean ok = result.ok() && boot.map(QemuBoot::ok).orElse(true);
    return ok ? Exit.DONE : Exit.FAILED;
  }

  private Optional<QemuBoot> boot(Demo demo) {
    return qemu ? demo.updatedDevice().map(QemuBoot::runUpdated) : Optional.empty();
  }

  private void print(DemoResult result, Path page, Optional<QemuBoot> boot) {
    if (output.json()) {
      ObjectNode document = JsonReport.tree(result);
      if (!result.ok()) {
        JsonText.putError(document, "DEVICES_NOT_WHERE_THEY_SHOULD_BE", result.summary());
      }
      boot.ifPresent(b -> b.putInto(document));
      JsonText.print(console, document);
    } else {
      new DemoPrinter(console.out(), output.style(console), result).print(page);
      boot.ifPresent(b -> b.print(console.out()));
    }
  }

  private Strategy strategy() {
    return Choice.of("--strategy", strategy, Strategy.values(), Strategy::label);
  }

  private UpdateForm form() {
    return Choice.of("--image", form, UpdateForm.values(), UpdateForm::label);
  }

  private DemoOptions options(DemoFirmware image) {
    double coded = redundancy == null ? image.usualRedundancy() : redundancy;
    try {
      return new DemoOptions(devices, loss, coded, seed, strategy(), packageVersion);
    } catch (IllegalArgumentException refused) {
      throw new InputProblem("OPTION_OUT_OF_RANGE", "--" + refused.getMessage());
    }
  }

  private DemoResult run(Demo demo) {
    try (ProgressView view = output.progress(console, "demo")) {
      return demo.run(progress -> view.show(progress.share(), words(progress)));
    }
  }

  private static String words(DemoProgress progress) {
    return progress.campaign()
        + ", "
        + progress.stage()
        + ", virtual time "
        + Say.clock(progress.virtual().toMillis() / 1000.0);
  }

  private Path write(DemoResult result) {
    try {
      return ReportFiles.write(report, result);
    } catch (IOException e) {
      throw ReportFolder.problem(report, e);
    }
  }
}
