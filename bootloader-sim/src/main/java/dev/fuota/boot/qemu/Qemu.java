package dev.fuota.boot.qemu;

import dev.fuota.boot.qemu.QemuResult.Failed;
import dev.fuota.boot.qemu.QemuResult.Ran;
import dev.fuota.boot.qemu.QemuResult.Reason;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageSource;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Boots the image in a primary slot as the last step of a bootloader does: it lies at {@value
 * #SLOT_ADDRESS}, the vector table register points behind its header, and the reason of the reset
 * is in RAM. The guest cannot write into the slot: what it changes is lost when it ends.
 *
 * <p>Time and output are limited, whatever the firmware does.
 */
public final class Qemu {
  /** Where the primary slot lies in the guest's memory. */
  public static final int SLOT_ADDRESS = 0x8000;

  private static final String PROGRAM = "qemu-system-arm";
  private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
  private static final int OUTPUT_LIMIT = 64 * 1024;
  private static final int POLL_MILLIS = 10;

  /**
   * A word that the guest finds in its RAM at the start.
   *
   * @param address unsigned, a multiple of 4
   */
  public record RetainedWord(int address, int value) {}

  private final String searchPath;
  private final Duration timeLimit;

  /** A launcher that looks for QEMU where the shell does, and gives each boot 5 seconds. */
  public Qemu() {
    this(Optional.ofNullable(System.getenv("PATH")).orElse(""), TIME_LIMIT);
  }

  Qemu(String searchPath, Duration timeLimit) {
    this.searchPath = searchPath;
    this.timeLimit = timeLimit;
  }

  /** Whether there is a QEMU to start. */
  public boolean isInstalled() {
    return program().isPresent();
  }

  private Optional<Path> program() {
    return Stream.of(searchPath.split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Runs the firmware until it ends itself. Its image is not verified here; whoever decides what
   * boots has done so.
   *
   * @param slot the primary slot from its start
   * @param word what the bootloader leaves in RAM for the firmware
   */
  public QemuResult boot(ImageSource slot, RetainedWord word) {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      return new Failed(Reason.NOT_INSTALLED, PROGRAM + " is not on the path");
    }
    Optional<Image> image = Image.parse(slot).value();
    if (image.isEmpty()) {
      return new Failed(Reason.NO_IMAGE, "the slot holds no image");
    }
    try {
      return bootImage(program.get(), slot, image.get(), word);
    } catch (IOException e) {
      return new Failed(Reason.CANNOT_START, "QEMU could not be started: " + e.getMessage());
    }
  }

  private QemuResult bootImage(Path program, ImageSource slot, Image image, RetainedWord word)
      throws IOException {
    byte[] octets = new byte[image.totalLength()];
    slot.read(0, octets, 0, octets.length);
    Path directory = Files.createTempDirectory("fuota-qemu");
    Path file = directory.resolve("slot.bin");
    Path uart = directory.resolve("uart.txt");
    try {
      Files.write(file, octets);
      return run(command(program, file, image.header().hdrSize(), word), uart);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(uart);
      Files.delete(directory);
    }
  }

  private static List<String> command(Path program, Path file, int headerSize, RetainedWord word) {
    return List.of(
        program.toString(),
        "-M",
        "mps2-an385",
        "-display",
        "none",
        "-monitor",
        "none",
        "-serial",
        "stdio",
        "-semihosting-config",
        "enable=on,target=native",
        "-global",
        String.format("armv7m.init-nsvtor=0x%x", SLOT_ADDRESS + headerSize),
        "-device",
        // QEMU takes a comma inside a value when it is doubled.
        String.format(
            "loader,file=%s,addr=0x%x,force-raw=on",
            file.toString().replace(",", ",,"), SLOT_ADDRESS),
        "-device",
        String.format("loader,addr=0x%x,data=0x%x,data-len=4", word.address(), word.value()));
  }

  private QemuResult run(List<String> command, Path uart) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(uart.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    try {
      return await(process, uart);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Failed(Reason.INTERRUPTED, "waiting for QEMU was interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private QemuResult await(Process process, Path uart) throws IOException, InterruptedException {
    long polls = timeLimit.toMillis() / POLL_MILLIS;
    boolean ended = false;
    for (long poll = 0; poll < polls && !ended; poll++) {
      ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      if (Files.size(uart) > OUTPUT_LIMIT) {
        return new Failed(
            Reason.TOO_MUCH_OUTPUT, "the firmware printed more than " + OUTPUT_LIMIT + " octets");
      }
    }
    return ended
        ? new Ran(new String(Files.readAllBytes(uart), StandardCharsets.UTF_8), process.exitValue())
        : new Failed(
            Reason.TIME_LIMIT, "the firmware did not end within " + timeLimit.toMillis() + " ms");
  }
}
