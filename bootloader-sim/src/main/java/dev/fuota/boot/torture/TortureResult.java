package dev.fuota.boot.torture;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the torture of one bootloader came to.
 *
 * @param bootloader its strategy, as {@code swap-move} or {@code swap-move to the letter}
 * @param image the form of the payload, as {@code whole}
 */
public record TortureResult(
    String bootloader, String image, Layout layout, List<ScenarioResult> scenarios) {
  private static final int NAMED = 10;

  public TortureResult {
    scenarios = List.copyOf(scenarios);
  }

  /** Of all scenarios. */
  public Figures figures() {
    return scenarios.stream().map(ScenarioResult::figures).reduce(Figures.NONE, Figures::plus);
  }

  /** Some of all, the first ones of each scenario. */
  public List<Failure> failures() {
    return scenarios.stream().flatMap(scenario -> scenario.failures().stream()).toList();
  }

  public boolean ok() {
    return scenarios.stream().allMatch(ScenarioResult::ok);
  }

  /**
   * For tests.
   *
   * @throws AssertionError if any run failed; it names the first ones, with the key that replays
   *     each
   */
  public TortureResult assertNoFailures() {
    if (!ok()) {
      throw new AssertionError(
          String.format(
              "%s: %d of %d runs failed%n%s",
              bootloader,
              Math.max(figures().failures(), failures().size()),
              figures().runs(),
              failures().stream()
                  .limit(NAMED)
                  .map(failure -> "  " + failure)
                  .collect(Collectors.joining("\n"))));
    }
    return this;
  }
}
