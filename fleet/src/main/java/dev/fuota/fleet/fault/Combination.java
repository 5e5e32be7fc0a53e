package dev.fuota.fleet.fault;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which parts of a {@link Fault} go together. */
final class Combination {
  private static final Duration LASTS_MAX = Duration.ofDays(365);

  private static final Set<Deed> DOWNLINKS = EnumSet.of(Deed.DUPLICATE, Deed.CORRUPT);

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
      return deed == Deed.LIE ? Optional.of(lie()) : Optional.empty();
    }
    if (!whom.isDevices()) {
      return Optional.of(
          "a gateway and the server are struck at a time or a fragment, not at a step of a device");
    }
    if (step.everyFlashOperation() && deed != Deed.POWER_CUT) {
      return Optional.of("every: flash-operation goes with power-cut only");
    }
    boolean answered = ANSWERED.contains(step.moment());
    if ((deed == Deed.DROP_ANSWER || DOWNLINKS.contains(deed)) && !answered) {
      return Optional.of(deed.label() + " needs a step with a request and an answer");
    }
    return deed == Deed.LIE && !answered ? Optional.of(lie()) : Optional.empty();
  }

  private static String lie() {
    return "a device lies at a step with a request and an answer";
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
