package dev.fuota.linux.probe;

import dev.fuota.hal.net.Interfaces;
import dev.fuota.linux.libc.ClockState;
import dev.fuota.linux.libc.GpioChip;
import dev.fuota.linux.serial.SerialPorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is looked at: the files below a root, and what only a running system tells.
 *
 * @param root {@code /}, or a folder that looks like another machine
 */
public record Machine(Path root, Living living) {

  /** What no file says. */
  public interface Living {
    /** Whether this process may read and write a device. */
    boolean mayUse(Path device);

    boolean isClockSynchronised();

    Optional<String> gpioLabel(Path chip);

    /** Who has a line of a chip; empty if nobody. */
    Optional<String> gpioUser(Path chip, int line);

    List<Interfaces.State> interfaces();

    /** The feature number of the Java that runs: 17. */
    int java();

    /** Why JNA does not load; empty if it does. */
    Optional<String> jnaProblem();

    /** Why jSerialComm does not load; empty if it does. */
    Optional<String> serialProblem();

    /** The folder of {@code java.io.tmpdir}. */
    Path temporary();
  }

  /** The one that this process runs on. */
  public static Machine here() {
    return new Machine(Path.of("/"), new Here());
  }

  /** A file by its absolute path, below the root. */
  Path at(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  private static final class Here implements Living {
    @Override
    public boolean mayUse(Path device) {
      return Files.isReadable(device) && Files.isWritable(device);
    }

    @Override
    public boolean isClockSynchronised() {
      return jnaProblem().isEmpty() && ClockState.isSynchronised();
    }

    @Override
    public Optional<String> gpioLabel(Path chip) {
      return jnaProblem().isEmpty() ? GpioChip.label(chip) : Optional.empty();
    }

    @Override
    public Optional<String> gpioUser(Path chip, int line) {
      return jnaProblem().isEmpty() ? GpioChip.user(chip, line) : Optional.empty();
    }

    @Override
    public List<Interfaces.State> interfaces() {
      return Interfaces.all();
    }

    @Override
    public int java() {
      return Runtime.version().feature();
    }

    @Override
    public Optional<String> jnaProblem() {
      return problem(ClockState::isSynchronised);
    }

    @Override
    public Optional<String> serialProblem() {
      return problem(SerialPorts::version);
    }

    private static Optional<String> problem(Runnable load) {
      try {
        load.run();
        return Optional.empty();
      } catch (LinkageError | RuntimeException e) {
        return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      }
    }

    @Override
    public Path temporary() {
      return Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    }
  }
}
