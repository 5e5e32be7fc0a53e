package dev.fuota.cli.io;

import dev.fuota.cli.console.InputProblem;
import dev.fuota.hal.sim.FlashFile;
import dev.fuota.hal.sim.FlashProfile;
import dev.fuota.hal.sim.NorFlash;
import dev.fuota.hal.sim.PowerSupply;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the file that {@code --flash} names. */
public final class FlashInput {
  private FlashInput() {}

  /**
   * A part that holds the file's content.
   *
   * @param options which may be wrong if the file is of another size
   * @throws InputProblem if it cannot be read, or is not as long as the part
   */
  public static NorFlash load(Path file, FlashProfile part, String options) {
    try {
      return FlashFile.load(file, part, new PowerSupply(0));
    } catch (NoSuchFileException e) {
      throw new InputProblem(
          "FLASH_MISSING", "there is no file " + file + "; check the path after --flash");
    } catch (IOException e) {
      throw new InputProblem("FLASH_UNREADABLE", e.getMessage() + "; see " + options);
    }
  }
}
