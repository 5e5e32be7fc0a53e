package dev.fuota.fleet.fault;

import java.time.Duration;

/** When a {@link Fault} strikes. */
public sealed interface At {

  /**
   * At a time.
   *
   * @param sinceStart of the cell, 0 and up
   */
  record Time(Duration sinceStart) implements At {
    public Time {
      if (sinceStart.isNegative()) {
        throw new IllegalArgumentException("a fault " + sinceStart + " after the start");
      }
    }
  }

  /**
   * At a fragment.
   *
   * @param number from 1: the one of this number that a device hears; for a gateway or the server
   *     the one that the server sends
   */
  record Fragment(int number) implements At {
    public Fragment {
      if (number < 1) {
        throw new IllegalArgumentException("fragment " + number);
      }
    }
  }

  /**
   * In a step of the update.
   *
   * @param everyFlashOperation after the first flash operation of the step; when the device comes
   *     there again, after the second, and so on, until it passes the step
   */
  record Step(Moment moment, boolean everyFlashOperation) implements At {}
}
