package dev.fuota.boot.torture;

import dev.fuota.boot.Strategy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cuts, and a part that is no longer sound when the power is back. */
class DefectsTest {
  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("Flipped and stuck bits, worn and dead sectors: what can start starts, and is whole")
  void whatCanStartStarts(Strategy strategy) {
    SmallUpdate.torture()
        .strategy(strategy)
        .scenarios(List.of(Scenario.PERMANENT, Scenario.CONFIRMED, Scenario.UNMARKED))
        .singles(0)
        .pairs(0)
        .random(400, 3)
        .defects(true)
        .run()
        .assertNoFailures();
  }
}
