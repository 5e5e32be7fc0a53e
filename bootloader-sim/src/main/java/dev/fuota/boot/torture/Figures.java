package dev.fuota.boot.torture;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many runs of each kind, and the worst that came.
 *
 * @param clean runs with one cut, before an operation or after one that nobody learnt of
 * @param torn runs with one cut in the middle of an operation
 * @param cleanPairs runs with two clean cuts
 * @param tornPairs runs with two cuts, one or both torn
 * @param random runs with a chain of cuts
 * @param outcomes of all these runs
 * @param maxBoots until a device rested
 * @param maxErases of one sector
 * @param dirty programs of what was not erased, of a bootloader that is not failed for it
 * @param worstNanos that a flash was busy, by the part's typical times
 */
public record Figures(
    long clean,
    long torn,
    long cleanPairs,
    long tornPairs,
    long random,
    Map<Outcome, Long> outcomes,
    int maxBoots,
    int maxErases,
    long dirty,
    long worstNanos) {
  static final Figures NONE = new Figures(0, 0, 0, 0, 0, Map.of(), 0, 0, 0, 0);

  public Figures {
    outcomes = Map.copyOf(outcomes);
  }

  /** What a run was, for the count. */
  enum Kind {
    CLEAN,
    TORN,
    CLEAN_PAIR,
    TORN_PAIR,
    RANDOM
  }

  /** All runs, the undisturbed one left out. */
  public long runs() {
    return clean + torn + cleanPairs + tornPairs + random;
  }

  public long pairs() {
    return cleanPairs + tornPairs;
  }

  public long failures() {
    return outcomes.getOrDefault(Outcome.FAILED, 0L);
  }

  /** Both together. */
  public Figures plus(Figures other) {
    Map<Outcome, Long> both = new EnumMap<>(Outcome.class);
    outcomes.forEach((outcome, count) -> both.merge(outcome, count, Long::sum));
    other.outcomes.forEach((outcome, count) -> both.merge(outcome, count, Long::sum));
    return new Figures(
        clean + other.clean,
        torn + other.torn,
        cleanPairs + other.cleanPairs,
        tornPairs + other.tornPairs,
        random + other.random,
        both,
        Math.max(maxBoots, other.maxBoots),
        Math.max(maxErases, other.maxErases),
        dirty + other.dirty,
        Math.max(worstNanos, other.worstNanos));
  }
}
