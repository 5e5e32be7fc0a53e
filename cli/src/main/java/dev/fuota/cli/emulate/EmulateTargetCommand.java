package dev.fuota.cli.emulate;

import dev.fuota.boot.mcuboot.McubootMode;
import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.Versions;
import dev.fuota.emulators.smp.EmulatedTarget;
import dev.fuota.emulators.smp.TargetBuild;
import dev.fuota.hal.net.EventLoop;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import dev.fuota.linux.libc.Pty;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.samples.FirmwareSamples;
import dev.fuota.samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fuota emulate target}. */
@Command(
    name = "target",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Is a microcontroller with MCUboot and SMP (mcumgr) behind a serial line, until it is"
          + " stopped.",
      "What is uploaded to it lies in an emulated flash, and its bootloader decides on it at every"
          + " reset: test, confirm and going back are real. It checks hashes, not signatures."
    },
    footer = {
      "",
      "Try: fuota emulate target --pty, then in another terminal",
      "smpmgr --port /dev/pts/N upgrade image.bin"
    })
public final class EmulateTargetCommand implements Callable<Integer> {
  private static final FlashProfile FLASH = FlashProfile.NRF52840;
  private static final int SLOT_SECTORS = 100;

  @Option(
      names = "--pty",
      required = true,
      description = "Open a pseudo-terminal, and print its name.")
  @SuppressWarnings("UnusedVariable") // picocli demands it to be given
  private boolean pty;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "The MCUboot image that it runs first. Without it: the sample firmware, 1.0.0.")
  private @Nullable Path image;

  @Option(names = "--recovery", description = "Hold it in MCUboot's serial recovery at first.")
  private boolean recovery;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "swap_move, swap_scratch or overwrite_only. Default: ${DEFAULT-VALUE}.")
  private McubootMode mode = McubootMode.SWAP_MOVE;

  @Option(
      names = "--baud",
      paramLabel = "N",
      description = "Send no faster than such a line would. Default: as fast as it goes.")
  private int baud;

  private final Console console;

  public EmulateTargetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    TargetBuild build = TargetBuild.usual(SLOT_SECTORS).withMode(mode);
    PowerSupply power = new PowerSupply(1);
    NorFlash flash = NorFlash.holding(FLASH, firstImage().toArray(), power);
    try (EventLoop loop = new EventLoop(System::nanoTime, Instant.now());
        Pty line = Pty.open(loop)) {
      if (baud > 0) {
        line.pace(baud);
      }
      EmulatedTarget target = new EmulatedTarget(build, flash, power, loop);
      target.attach(line::write);
      target.tell(this::tell);
      target.strap(recovery);
      line.onOctets(target::onOctets);
      tell("is at " + line.slave());
      target.reset();
      target.strap(false); // the pin is let go
      loop.run();
    } catch (IOException e) {
      throw new InputProblem("NO_PTY", String.valueOf(e.getMessage()));
    }
    return Exit.DONE;
  }

  private Bytes firstImage() {
    if (image == null) {
      return FirmwareSamples.image(Sample.V1);
    }
    try {
      byte[] octets = Files.readAllBytes(image);
      int slot = SLOT_SECTORS * FLASH.geometry().sectorSize(0);
      if (octets.length > slot) {
        throw new InputProblem(
            "IMAGE_TOO_LARGE", image + " has " + octets.length + " octets, the slot " + slot);
      }
      return Bytes.of(octets);
    } catch (IOException e) {
      throw new InputProblem(
          "FILE_UNREADABLE", "--image: " + image + " cannot be read (" + e.getMessage() + ")");
    }
  }

  private void tell(String what) {
    console.out().println("The target " + what + ".");
    console.out().flush();
  }
}
