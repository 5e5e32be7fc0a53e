package dev.fuota.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.Decision.Phase;
import dev.fuota.boot.Decision.Waiting;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
  private static final String TABLE =
      """
      IDLE,      NOTHING,  START
      IDLE,      BAD,      REFUSE
      IDLE,      NEW,      INSTALL
      IDLE,      RECORDED, INSTALL
      COPYING,   NOTHING,  START
      COPYING,   BAD,      START
      COPYING,   NEW,      INSTALL
      COPYING,   RECORDED, CONTINUE
      INSTALLED, NOTHING,  FINISH
      INSTALLED, BAD,      FINISH
      INSTALLED, NEW,      FINISH
      INSTALLED, RECORDED, FINISH
      FAILED,    NOTHING,  START
      FAILED,    BAD,      REFUSE
      FAILED,    NEW,      INSTALL
      FAILED,    RECORDED, START
      """;

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource(textBlock = TABLE)
  void everyStateAndEveryDownloadSlotHasADecision(Phase phase, Waiting waiting, Decision decision) {
    assertThat(Decision.of(phase, waiting)).isEqualTo(decision);
  }

  @Test
  void noPairIsMissingInTheTable() {
    Set<String> rows = new HashSet<>();
    TABLE.lines().forEach(line -> rows.add(line.replaceAll(",\\s*\\w+$", "")));
    assertThat(rows).hasSize(Phase.values().length * Waiting.values().length);
  }
}
