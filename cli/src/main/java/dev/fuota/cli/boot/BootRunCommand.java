package dev.fuota.cli.boot;

import dev.fuota.boot.ApplicationView;
import dev.fuota.boot.BootConfig;
import dev.fuota.boot.BootPartitions;
import dev.fuota.boot.BootResult;
import dev.fuota.boot.Bootloader;
import dev.fuota.boot.Strategy;
import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.Choice;
import dev.fuota.cli.io.FlashInput;
import dev.fuota.cli.io.InputFile;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.sim.FlashFile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.ResetReason;
import dev.fuota.samples.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota boot run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Boots a device once and says what the bootloader decided.",
      "It trusts the key of the sample firmware, and is the hardware that this is for."
    },
    footer = {"", "Exit code 1 if nothing could be started."})
public final class BootRunCommand implements Callable<Integer> {
  @Option(
      names = "--flash",
      paramLabel = "FILE",
      description =
          "The whole flash as a file; what the bootloader changes is written back."
              + " Without it: a device fresh from the factory, with the sample firmware.")
  private @Nullable Path file;

  @Option(
      names = "--strategy",
      paramLabel = "S",
      description =
          "How the bootloader installs an image: ab, in-place, overwrite-only, swap-scratch,"
              + " swap-move, swap-offset or direct-xip. Default: ${DEFAULT-VALUE}.")
  private String strategy = Strategy.AB.label();

  @Option(
      names = "--update",
      paramLabel = "IMAGE",
      description =
          "First let the application put this image or package where an update waits, and mark it"
              + " for a trial.")
  private @Nullable Path update;

  @Option(
      names = "--qemu",
      description = "Then boot the primary slot in QEMU and show what the firmware says.")
  private boolean qemu;

  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public BootRunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    NorFlash flash = file == null ? factory() : FlashInput.load(file, DeviceKind.FLASH, "--flash");
    FlashMap map = DeviceKind.map(flash);
    BootConfig config = config();
    if (update != null) {
      UpdateSlot.put(InputFile.read(update, "--update"), map, config.strategy());
    }
    BootResult result = new Bootloader(BootPartitions.of(map), config).boot();
    if (file != null) {
      save(flash, file);
    }
    Optional<QemuBoot> boot =
        qemu && result instanceof BootResult.Started started
            ? Optional.of(inQemu(map, config, started))
            : Optional.empty();
    print(result, boot);
    boolean ok = result instanceof BootResult.Started && boot.map(QemuBoot::ok).orElse(true);
    return ok ? Exit.DONE : Exit.FAILED;
  }

  private BootConfig config() {
    TrustedKeys keys = TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow();
    Strategy chosen = Choice.of("--strategy", strategy, Strategy.values(), Strategy::label);
    return BootConfig.of(chosen, keys).forHardware(FirmwareSamples.classId());
  }

  private static QemuBoot inQemu(FlashMap map, BootConfig config, BootResult.Started started) {
    FlashMap seen = ApplicationView.of(map, config.strategy(), started.slot());
    return QemuBoot.run(DeviceKind.content(seen.primary()), started.version(), reason(started));
  }

  private static ResetReason reason(BootResult.Started started) {
    return started.installed() ? ResetReason.UPDATE_INSTALLED : ResetReason.POWER_ON;
  }

  private static NorFlash factory() {
    return DeviceKind.factoryFlash(FirmwareSamples.image(Sample.V1));
  }

  private static void save(NorFlash flash, Path file) {
    try {
      FlashFile.save(flash, file);
    } catch (IOException e) {
      throw new InputProblem(
          "FLASH_NOT_WRITABLE", file + " cannot be written (" + e.getMessage() + ")");
    }
  }

  private void print(BootResult result, Optional<QemuBoot> boot) {
    if (output.json()) {
      ObjectNode document = json(result);
      boot.ifPresent(b -> b.putInto(document));
      JsonText.print(console, document);
      return;
    }
    result.refused().ifPresent(why -> console.out().println("not installed: " + why));
    if (result instanceof BootResult.Started started) {
      console
          .out()
          .println(
              (started.installed() ? "installed and started " : "started ")
                  + started.version()
                  + (started.trial() ? ", on trial" : ""));
      console.out().println("digest " + started.digest());
    } else if (result instanceof BootResult.Stuck stuck) {
      console.out().println("nothing started: " + stuck.reason());
    }
    boot.ifPresent(b -> b.print(console.out()));
  }

  private static ObjectNode json(BootResult result) {
    ObjectNode document = JsonText.object().put("ok", result instanceof BootResult.Started);
    if (result instanceof BootResult.Started started) {
      document
          .put("version", started.version().toString())
          .put("digest", started.digest().toHex())
          .put("installed", started.installed())
          .put("trial", started.trial())
          .put("slot", started.slot().name().toLowerCase(Locale.ROOT));
    } else if (result instanceof BootResult.Stuck stuck) {
      JsonText.putError(document, "NOTHING_BOOTS", stuck.reason());
    }
    result.refused().ifPresent(why -> document.put("refused", why));
    return document;
  }
}
