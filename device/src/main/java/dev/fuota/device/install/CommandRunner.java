package dev.fuota.device.install;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs a command of the owner. It is told of the image by its environment: {@code FUOTA_VERSION},
 * as 1.2.3+4, and {@code FUOTA_IMAGE}, the path of a file that holds the image while it runs.
 */
public interface CommandRunner {

  /**
   * Starts it, away from the device's thread, and answers there, once.
   *
   * @param command a program and its arguments; no shell is between
   * @param limit when it is over the command is killed, with all that it started
   */
  void run(List<String> command, InstallOrder order, Duration limit, Consumer<Outcome> done);

  /** Ends the command that runs; no answer follows. */
  void stop();

  /** How a command ended. */
  sealed interface Outcome {
    /** By itself. */
    record Exited(int code) implements Outcome {}

    /**
     * Not at all, or not by itself.
     *
     * @param sentence for people: what was wrong, and what to do
     */
    record Failed(String sentence) implements Outcome {}
  }
}
