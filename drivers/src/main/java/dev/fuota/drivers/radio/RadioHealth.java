package dev.fuota.drivers.radio;

import java.time.Duration;

/** Hears how a transceiver is. Each sentence says what is wrong, and what to do about it. */
public interface RadioHealth {

  /**
   * The chip is set up and works, for the first time or again.
   *
   * @param chip what it is, as in {@code SX1262 on waveshare-sx1262}
   */
  void onReady(String chip);

  /** The chip does not work now; it will be tried again. */
  void onTrouble(String sentence);

  /**
   * A receive window was opened that had been announced.
   *
   * @param late after the time at which it should have been; negative: before
   */
  void onWindow(Duration late);
}
