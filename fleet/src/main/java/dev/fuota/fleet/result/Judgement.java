package dev.fuota.fleet.result;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Puts what is beside what was expected. */
final class Judgement {
  private static final int PERCENT = 100;
  private static final double MILLIS = 1000;

  private final FleetResult result;
  private final Figures figures;

  private Judgement(FleetResult result) {
    this.result = result;
    this.figures = result.figures();
  }

  static List<Check> of(FleetResult result, List<Expectation> expectations) {
    Judgement judgement = new Judgement(result);
    return expectations.stream().map(judgement::check).toList();
  }

  private Check check(Expectation expected) {
    OptionalDouble is = is(expected);
    boolean ok = is.isPresent() && expected.comparison().holds(is.getAsDouble(), expected.value());
    String found = is.isPresent() ? text(is.getAsDouble(), expected.unit()) : "nothing to measure";
    return new Check(name(expected), found, ok);
  }

  private static String name(Expectation expected) {
    String within = expected.within().map(it -> " within " + it.toSeconds() + " s").orElse("");
    return expected.metric().key()
        + " "
        + expected.comparison().sign()
        + " "
        + text(expected.value(), expected.unit())
        + within;
  }

  private OptionalDouble is(Expectation expected) {
    return switch (expected.metric()) {
      case JOINED -> devices(reached(Stage.JOINED, expected.within()), expected.unit());
      case UPDATED -> devices(updated(expected.within()), expected.unit());
      case COMPLETE -> devices(reached(Stage.COMPLETE, expected.within()), expected.unit());
      case BRICKED -> devices(figures.count(Fate.BRICKED), expected.unit());
      case REFUSED -> devices(figures.count(Fate.REFUSED), expected.unit());
      case ROLLED_BACK -> devices(figures.count(Fate.ROLLED_BACK), expected.unit());
      case AIRTIME_PER_GATEWAY -> OptionalDouble.of(figures.airTimePerGateway());
      case COLLIDED -> collided(figures.air());
      case DURATION -> OptionalDouble.of(figures.took().toMillis() / MILLIS);
      case OVERHEAD -> figures.overhead();
      case ENERGY_PER_DEVICE -> OptionalDouble.of(figures.joules());
      case VERDICT -> worst();
    };
  }

  private static OptionalDouble collided(AirLine air) {
    return air.uplinks() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) air.uplinksCollided() / air.uplinks());
  }

  private OptionalDouble devices(long count, Unit unit) {
    if (unit == Unit.DEVICES) {
      return OptionalDouble.of((double) count);
    }
    return figures.devices() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) count / figures.devices());
  }

  private long updated(Optional<Duration> within) {
    return result
        .devices()
        .filter(it -> it.fate() == Fate.UPDATED && inTime(it, Stage.UPDATED, within))
        .count();
  }

  private long reached(Stage stage, Optional<Duration> within) {
    return result.devices().filter(it -> inTime(it, stage, within)).count();
  }

  private static boolean inTime(DeviceLine device, Stage stage, Optional<Duration> within) {
    OptionalLong at = device.reached().at(stage);
    return at.isPresent() && (within.isEmpty() || at.getAsLong() <= within.get().toMillis());
  }

  private OptionalDouble worst() {
    return result.cells().stream()
        .flatMap(cell -> cell.campaign().stream())
        .mapToDouble(campaign -> Ending.valueOf(campaign.verdict()).rank())
        .min();
  }

  private static String text(double value, Unit unit) {
    return switch (unit) {
      case DEVICES -> String.format(Locale.ROOT, "%.0f", value);
      case SHARE -> String.format(Locale.ROOT, "%.3f %%", PERCENT * value);
      case SECONDS -> String.format(Locale.ROOT, "%.1f s", value);
      case JOULES -> String.format(Locale.ROOT, "%.3f J", value);
      case ENDING -> Ending.ALL.get((int) value).name();
    };
  }
}
