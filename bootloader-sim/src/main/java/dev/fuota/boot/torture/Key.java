package dev.fuota.boot.torture;

import dev.fuota.hal.sim.Tear;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Names one run, as {@code permanent:12:TORN:3,40:ALL}: the scenario, then each cut with its
 * operation (counted from the cut before), what is left, a seed if that is left to chance, and a
 * {@link Defect} if there is one.
 */
public record Key(Scenario scenario, List<Cut> cuts) {
  private static final int CUTS_MAX = 64;

  public Key {
    cuts = List.copyOf(cuts);
  }

  /** Reads what {@link #toString} writes; empty if it is no such text. */
  public static Optional<Key> of(String text) {
    String[] halves = text.strip().split(":", 2);
    Optional<Scenario> scenario = Scenario.of(halves[0]);
    if (scenario.isEmpty()) {
      return Optional.empty();
    }
    if (halves.length == 1 || halves[1].isEmpty()) {
      return Optional.of(new Key(scenario.get(), List.of()));
    }
    List<Cut> cuts = new ArrayList<>();
    for (String cut : halves[1].split(",", CUTS_MAX)) {
      Optional<Cut> read = cut(cut.split(":", -1));
      if (read.isEmpty()) {
        return Optional.empty();
      }
      cuts.add(read.get());
    }
    return Optional.of(new Key(scenario.get(), cuts));
  }

  private static Optional<Cut> cut(String[] fields) {
    if (fields.length < 2 || fields.length > 4) {
      return Optional.empty();
    }
    try {
      int operation = Integer.parseInt(fields[0]);
      int seed = fields.length >= 3 ? Integer.parseInt(fields[2]) : 0;
      Defect defect = fields.length == 4 ? Defect.valueOf(fields[3]) : Defect.NONE;
      return Optional.of(new Cut(operation, Tear.valueOf(fields[1]), seed, defect));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return scenario.label()
        + (cuts.isEmpty() ? "" : ":")
        + cuts.stream().map(Cut::toString).collect(Collectors.joining(","));
  }
}
