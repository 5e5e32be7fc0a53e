package dev.fuota.cli;

import dev.fuota.agent.msu.Delivery;
import dev.fuota.agent.msu.Destination;
import dev.fuota.agent.msu.ReceivedFile;
import dev.fuota.boot.BootConfig;
import dev.fuota.boot.BootPartitions;
import dev.fuota.boot.BootResult;
import dev.fuota.boot.Bootloader;
import dev.fuota.boot.Strategy;
import dev.fuota.fleet.world.DeviceKind;
import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.sim.FlashFile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.msu.StatusCode;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A received image goes where an update waits in a flash file, and the bootloader of the samples
 * runs: it checks the signature, installs, and starts.
 */
final class MsuFlashDestination implements Destination {
  private final Path file;
  private final Strategy strategy;
  private final Consumer<String> says;
  private final NorFlash flash;

  /** The flash in {@code file}; fresh from the factory if there is no such file. */
  MsuFlashDestination(Path file, Strategy strategy, Consumer<String> says) {
    this.file = file;
    this.strategy = strategy;
    this.says = says;
    this.flash =
        Files.exists(file)
            ? FlashInput.load(file, DeviceKind.FLASH, "--flash")
            : DeviceKind.factoryFlash(FirmwareSamples.image(Sample.V1));
  }

  @Override
  public Delivery deliver(ReceivedFile received) {
    if (received.length() > DeviceKind.PARTITIONS.download()) {
      return new Delivery.Refused(StatusCode.STORAGE, "the image is larger than the slot");
    }
    ByteBuffer image = ByteBuffer.allocate(Math.toIntExact(received.length()));
    if (!(received.content().read(0, image) instanceof FileResult.Ok)) {
      return new Delivery.Refused(StatusCode.IO, "the received file cannot be read");
    }
    try {
      UpdateSlot.put(Bytes.of(image.array()), DeviceKind.map(flash), strategy);
      FlashFile.save(flash, file);
      return new Delivery.Done();
    } catch (InputProblem tooLarge) {
      return new Delivery.Refused(StatusCode.STORAGE, String.valueOf(tooLarge.getMessage()));
    } catch (IOException e) {
      return new Delivery.Refused(StatusCode.IO, file + " cannot be written: " + e.getMessage());
    }
  }

  @Override
  public boolean activate(ReceivedFile received) {
    TrustedKeys keys = TrustedKeys.fromPem(FirmwareSamples.publicKeyPem()).value().orElseThrow();
    BootConfig config = BootConfig.of(strategy, keys).forHardware(FirmwareSamples.classId());
    BootResult result = new Bootloader(BootPartitions.of(DeviceKind.map(flash)), config).boot();
    result.refused().ifPresent(why -> says.accept("not installed: " + why));
    try {
      FlashFile.save(flash, file);
    } catch (IOException e) {
      says.accept(file + " cannot be written: " + e.getMessage());
      return false;
    }
    if (result instanceof BootResult.Started started) {
      says.accept(
          (started.installed() ? "installed and started " : "started ") + started.version());
      return started.installed();
    }
    says.accept("nothing started");
    return false;
  }
}
