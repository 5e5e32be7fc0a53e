package dev.fuota.fleet.fault;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which parts of a {@link Fault} go together. */
final class Combination {
  private static final Duration LASTS_MAX = Duration.ofDays(365);

  private static final String LIE = "a device lies at: status";

  private static final Set<Moment> ANSWERED =
      EnumSet.of(
          Moment.GROUP_SETUP, Moment.SESSION_SETUP, Moment.FRAGMENTATION_SETUP, Moment.STATUS);

  private Combination() {}

  static Optional<String> problem(At at, Whom whom, Deed deed, Duration lasts) {
    if (lasts.isNegative() || lasts.compareTo(LASTS_MAX) > 0) {
      return Optional.of("a fault lasts between 0 and 365 days, not " + lasts);
    }
    return whom(whom, deed).or(() -> at(at, whom, deed)).or(() -> lasts(deed, lasts));
  }

  private static Optional<String> whom(Whom whom, Deed deed) {
    String wanted =
        switch (deed) {
          case GATEWAY_DOWN -> whom instanceof Whom.Gateway ? "" : "a gateway";
          case SERVER_KILL -> whom instanceof Whom.Server ? "" : "the server";
          case CORRUPT ->
              whom.isDevices() || whom instanceof Whom.Server ? "" : "devices or the server";
          case POWER_CUT, RESET, DROP_ANSWER, DUPLICATE, LIE -> whom.isDevices() ? "" : "devices";
        };
    return wanted.isEmpty()
        ? Optional.empty()
        : Optional.of(deed.label() + " needs " + wanted + " to strike");
  }

  private static Optional<String> at(At at, Whom whom, Deed deed) {
    if (!(at instanceof At.Step step)) {
      return deed == Deed.LIE ? Optional.of(LIE) : Optional.empty();
    }
    if (!whom.isDevices()) {
      return Optional.of(
          "a gateway and the server are struck at a time or a fragment, not at a step of a device");
    }
    if (step.everyFlashOperation() && deed != Deed.POWER_CUT) {
      return Optional.of("every: flash-operation goes with power-cut only");
    }
    if (deed == Deed.LIE) {
      return step.moment() == Moment.STATUS ? Optional.empty() : Optional.of(LIE);
    }
    if (deed == Deed.CORRUPT) {
      return Optional.of(
          "corrupt strikes at a time or a fragment: before, nobody can read a frame");
    }
    boolean asked = deed == Deed.DROP_ANSWER || deed == Deed.DUPLICATE;
    return asked && !ANSWERED.contains(step.moment())
        ? Optional.of(deed.label() + " needs a step with a request and an answer")
        : Optional.empty();
  }

  private static Optional<String> lasts(Deed deed, Duration lasts) {
    boolean away = deed == Deed.GATEWAY_DOWN || deed == Deed.SERVER_KILL;
    if (away && lasts.isZero()) {
      return Optional.of(deed.label() + " needs how long");
    }
    boolean once = deed == Deed.POWER_CUT || deed == Deed.RESET;
    return once && !lasts.isZero()
        ? Optional.of(deed.label() + " is over at once")
        : Optional.empty();
  }
}
