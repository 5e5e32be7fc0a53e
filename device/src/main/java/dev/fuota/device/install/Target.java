package dev.fuota.device.install;

import java.util.function.Consumer;

/**
 * What runs the firmware. Everything is called on the device's thread, and answers on it, once,
 * whenever it likes; it bounds its own waiting.
 *
 * <p>The device itself does not run meanwhile: its link is stopped as in a reset. What it keeps in
 * its flash is what it believes the target to run; only {@link Result.Installed} changes that.
 */
public interface Target {

  /**
   * An image is there, checked, and will be installed at the next reset. Nothing changes yet.
   *
   * @param objection is told why this image is not wanted; nothing if it is
   */
  default void prepare(InstallOrder order, Consumer<String> objection) {}

  /**
   * Has the target run {@code order}, and makes sure that it does. The process may end in the
   * middle, even because of the order itself: then {@link #resume} follows.
   */
  void install(InstallOrder order, Consumer<Result> done);

  /** After a start in whose past {@link #install} was begun with this order, and never ended. */
  default void resume(InstallOrder order, Consumer<Result> done) {
    install(order, done);
  }

  /** Gives up what is under way; no answer follows. */
  void stop();

  /** What became of it. */
  sealed interface Result {
    Installed INSTALLED = new Installed();

    /** It runs what was ordered. */
    record Installed() implements Result {}

    /**
     * Not now: the target cannot be reached, or is busy. The image goes on waiting.
     *
     * @param sentence for people: what is wrong, and what to do
     */
    record Postponed(String sentence) implements Result {}

    /**
     * Never: the target does not take this image, or went back to the one before. It is dropped.
     *
     * @param sentence for people: what is wrong
     */
    record Refused(String sentence) implements Result {}
  }
}
