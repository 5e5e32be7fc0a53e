package dev.fuota.cli.msu;

import dev.fuota.agent.firmware.Inspector;
import dev.fuota.agent.firmware.Slots;
import dev.fuota.agent.msu.Destination;
import dev.fuota.agent.msu.FirmwareDestination;
import dev.fuota.boot.ApplicationView;
import dev.fuota.boot.BootConfig;
import dev.fuota.boot.BootPartitions;
import dev.fuota.boot.BootResult;
import dev.fuota.boot.BootSlot;
import dev.fuota.boot.Bootloader;
import dev.fuota.boot.Strategy;
import dev.fuota.cli.io.FlashInput;
import dev.fuota.device.msu.KeptDestination;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.sim.FlashFile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A received image goes where an update waits in a flash file, and the bootloader of the samples
 * runs: it checks the signature, installs, and starts.
 */
final class MsuFlashDestination {
  private final Path file;
  private final Strategy strategy;
  private final Consumer<String> says;
  private final NorFlash flash;
  private final TrustedKeys keys =
      TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow();
  private final Destination destination;

  /** The flash in {@code file}; fresh from the factory if there is no such file. */
  MsuFlashDestination(Path file, Strategy strategy, Consumer<String> says) {
    this.file = file;
    this.strategy = strategy;
    this.says = says;
    this.flash =
        Files.exists(file)
            ? FlashInput.load(file, DeviceKind.FLASH, "--flash")
            : DeviceKind.factoryFlash(FirmwareSamples.image(Sample.V1));
    FlashMap view = ApplicationView.of(DeviceKind.map(flash), strategy, BootSlot.PRIMARY);
    Inspector inspector =
        new Inspector(keys, FirmwareSamples.classId(), DeviceKind.LIMITS.expansionRam());
    Slots slots = new Slots(view.primary(), view.download(), false, inspector);
    this.destination =
        new KeptDestination(
            new FirmwareDestination(slots, this::boot), this::save, file + " cannot be written");
  }

  /** Where a received image goes. */
  Destination destination() {
    return destination;
  }

  private boolean save() {
    try {
      FlashFile.save(flash, file);
      return true;
    } catch (IOException e) {
      says.accept(file + " cannot be written: " + e.getMessage());
      return false;
    }
  }

  private boolean boot() {
    BootConfig config = BootConfig.of(strategy, keys).forHardware(FirmwareSamples.classId());
    BootResult result = new Bootloader(BootPartitions.of(DeviceKind.map(flash)), config).boot();
    result.refused().ifPresent(why -> says.accept("not installed: " + why));
    boolean saved = save();
    if (result instanceof BootResult.Started started) {
      says.accept(
          (started.installed() ? "installed and started " : "started ") + started.version());
      return saved && started.installed();
    }
    says.accept("nothing started");
    return false;
  }
}
