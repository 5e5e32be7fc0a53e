package dev.fuota.device;

import dev.fuota.agent.event.ResetReason;
import dev.fuota.hal.flash.FlashMap;
import dev.fuota.hal.time.Scheduler;
import java.util.function.Consumer;

/** What runs on a device between its bootloader's end and the next reset. On one thread. */
public interface Application {

  /**
   * Begins.
   *
   * @param map the flash as the running slot sees it
   * @param trial whether the bootloader takes the running image back unless it is confirmed
   */
  void start(Life life, FlashMap map, ResetReason reason, boolean trial);

  /** The device was reset or lost its power. */
  void stop();

  /**
   * What lasts from one start to the next reset; whatever comes later by it comes to nothing.
   *
   * @param timers count in the oscillator's time
   * @param device runs an event from outside
   * @param reset asks for the next life
   * @param imageReady a verified image waits: the target may look at it
   */
  record Life(Scheduler timers, Consumer<Runnable> device, Runnable reset, Runnable imageReady) {}
}
