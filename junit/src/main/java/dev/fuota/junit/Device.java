package dev.fuota.junit;

import dev.fuota.fleet.result.DeviceLine;
import dev.fuota.fleet.result.Fate;
import dev.fuota.fleet.result.Stage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of one device, as of the moment when it was asked for.
 *
 * @param line all that is known
 */
public record Device(DeviceLine line) {

  /**
   * Its place in the fleet, 0 and up; what {@code --device} of {@code fuota fleet replay} wants.
   */
  public int number() {
    return line.number();
  }

  /** Its DevEUI, or its address if it does not join or is a client of MSU. */
  public String id() {
    return line.id();
  }

  /** How it ended, or where it is. */
  public Fate fate() {
    return line.fate();
  }

  /** Why it is not updated; empty if it is. */
  public String reason() {
    return line.reason();
  }

  public boolean isUpdated() {
    return line.fate() == Fate.UPDATED;
  }

  /** How long after the start of its run it first came there; empty if it did not. */
  public Optional<Duration> reached(Stage stage) {
    OptionalLong millis = line.reached().at(stage);
    return millis.isPresent()
        ? Optional.of(Duration.ofMillis(millis.getAsLong()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    String why = reason().isEmpty() ? "" : ": " + reason();
    return "device " + number() + " (" + id() + ") is " + fate().label() + why;
  }
}
