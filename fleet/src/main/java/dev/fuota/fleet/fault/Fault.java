package dev.fuota.fleet.fault;

import dev.fuota.report.Say;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that goes wrong. It strikes once (a device each, a gateway, the server); one that lasts
 * strikes all that is like it from its moment on, for that long.
 *
 * @param lasts zero for what strikes once; a gateway or a server is away for so long
 */
public record Fault(At at, Whom whom, Deed deed, Duration lasts) {

  /**
   * Takes what {@link #problem} has nothing against.
   *
   * @throws IllegalArgumentException if it has
   */
  public Fault {
    problem(at, whom, deed, lasts)
        .ifPresent(
            sentence -> {
              throw new IllegalArgumentException(sentence);
            });
  }

  /** Why these do not go together, one sentence; empty if they do. */
  public static Optional<String> problem(At at, Whom whom, Deed deed, Duration lasts) {
    return Combination.problem(at, whom, deed, lasts);
  }

  /** One line, such as {@code power-cut at boot, every flash operation, of 1 device}. */
  public String description() {
    String span = lasts.isZero() ? "" : ", for " + Say.duration(lasts.toMillis() / 1000.0);
    return deed.label() + " at " + Words.at(at) + ", of " + Words.whom(whom) + span;
  }
}
