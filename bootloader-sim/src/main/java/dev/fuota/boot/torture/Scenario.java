package dev.fuota.boot.torture;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the application does around an update. Each begins with the old image running and the new
 * one waiting in the other slot, not marked.
 */
public enum Scenario {
  /** Marked for good. */
  PERMANENT(Act.MARK_PERMANENT),
  /** Marked for a trial; the new image confirms itself. */
  CONFIRMED(Act.MARK_TEST, Act.CONFIRM),
  /** Marked for a trial; the new image never confirms itself. */
  REVERTED(Act.MARK_TEST),
  /** Marked, and the mark taken away before the reset. */
  UNMARKED(Act.MARK_TEST, Act.UNMARK),
  /** The download itself, then marked for good. */
  DOWNLOADED(Act.DOWNLOAD, Act.MARK_PERMANENT),
  /** On trial, the next download begins without a confirmation before. */
  DOWNLOAD_ON_TRIAL(Act.MARK_TEST, Act.DOWNLOAD_ON_TRIAL),
  /** The waiting image is damaged; marked for good all the same. */
  DAMAGED(Act.MARK_PERMANENT),
  /** The waiting image is older than the security counter allows; marked for good all the same. */
  OUTDATED(Act.MARK_PERMANENT);

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Act> acts;

  Scenario(Act... acts) {
    this.acts = List.of(acts);
  }

  /** The name on a command line and in a replay key, as {@code download-on-trial}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Scenario> of(String label) {
    return Arrays.stream(values()).filter(scenario -> scenario.label().equals(label)).findFirst();
  }

  List<Act> acts() {
    return acts;
  }

  /** Whether the waiting image must never run. */
  boolean waitingIsBad() {
    return this == DAMAGED || this == OUTDATED;
  }

  boolean hasTrial() {
    return acts.contains(Act.MARK_TEST);
  }

  boolean confirms() {
    return acts.contains(Act.CONFIRM);
  }
}
