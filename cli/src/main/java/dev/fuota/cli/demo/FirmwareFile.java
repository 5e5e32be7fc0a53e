package dev.fuota.cli.demo;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.fleet.demo.DemoFirmware;
import dev.fuota.fleet.demo.FirmwareProblem;
import dev.fuota.fleet.demo.UpdateForm;
import dev.fuota.protocol.codec.Bytes;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the file that {@code --firmware} names. */
final class FirmwareFile {
  private static final long OCTETS_MAX = 16L << 20;

  private FirmwareFile() {}

  /**
   * The image to install.
   *
   * @param file null for the sample firmware
   * @param form of the sample firmware; a file is taken as it is
   * @throws InputProblem if the file cannot be read or is no image that the devices have room for
   */
  static DemoFirmware read(@Nullable Path file, UpdateForm form) {
    if (file == null) {
      return DemoFirmware.sample(form);
    }
    if (form != UpdateForm.WHOLE) {
      throw new InputProblem(
          "OPTIONS_CONFLICT",
          "--image is for the sample firmware; make the file itself one with `fuota image create"
              + " --compress` or `fuota image delta`, and leave --image out");
    }
    try {
      return DemoFirmware.of(file.toString(), octets(file));
    } catch (FirmwareProblem problem) {
      throw new InputProblem(
          problem.code(), file + ": " + problem.getMessage() + "; give a signed MCUboot image");
    }
  }

  private static Bytes octets(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new InputProblem(
            "FIRMWARE_UNREADABLE", file + " is a folder; name a file with --firmware");
      }
      if (Files.size(file) > OCTETS_MAX) {
        throw new InputProblem(
            "FIRMWARE_TOO_LARGE",
            file
                + " has "
                + Files.size(file)
                + " octets, more than any device has flash; is this"
                + " the right file?");
      }
      return Bytes.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new InputProblem(
          "FIRMWARE_MISSING", "there is no file " + file + "; check the path after --firmware");
    } catch (AccessDeniedException e) {
      throw new InputProblem(
          "FIRMWARE_UNREADABLE", file + " may not be read; check its permissions");
    } catch (IOException e) {
      throw new InputProblem(
          "FIRMWARE_UNREADABLE", file + " cannot be read (" + e.getMessage() + ")");
    }
  }
}
