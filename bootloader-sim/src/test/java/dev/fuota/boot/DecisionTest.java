package dev.fuota.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.Decision.Phase;
import dev.fuota.boot.Decision.Trial;
import dev.fuota.boot.Decision.Waiting;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTest {
  private static final String TABLE =
      """
      IDLE,      NOTHING,  START,    START,    START
      IDLE,      BAD,      REFUSE,   REFUSE,   REFUSE
      IDLE,      NEW,      INSTALL,  INSTALL,  INSTALL
      IDLE,      RECORDED, INSTALL,  INSTALL,  INSTALL
      UNPACKING, NOTHING,  START,    START,    START
      UNPACKING, BAD,      START,    START,    START
      UNPACKING, NEW,      INSTALL,  INSTALL,  INSTALL
      UNPACKING, RECORDED, CONTINUE, CONTINUE, CONTINUE
      COPYING,   NOTHING,  START,    START,    START
      COPYING,   BAD,      START,    START,    START
      COPYING,   NEW,      INSTALL,  INSTALL,  INSTALL
      COPYING,   RECORDED, CONTINUE, CONTINUE, CONTINUE
      INSTALLED, NOTHING,  FINISH,   FINISH,   FINISH
      INSTALLED, BAD,      FINISH,   FINISH,   FINISH
      INSTALLED, NEW,      FINISH,   FINISH,   FINISH
      INSTALLED, RECORDED, FINISH,   FINISH,   FINISH
      TRIAL,     NOTHING,  TRY,      CONFIRM,  REVERT
      TRIAL,     BAD,      TRY,      CONFIRM,  REVERT
      TRIAL,     NEW,      TRY,      CONFIRM,  REVERT
      TRIAL,     RECORDED, TRY,      CONFIRM,  REVERT
      REVERTING, NOTHING,  REVERT,   REVERT,   REVERT
      REVERTING, BAD,      REVERT,   REVERT,   REVERT
      REVERTING, NEW,      REVERT,   REVERT,   REVERT
      REVERTING, RECORDED, REVERT,   REVERT,   REVERT
      RESTORING, NOTHING,  RESTORE,  RESTORE,  RESTORE
      RESTORING, BAD,      RESTORE,  RESTORE,  RESTORE
      RESTORING, NEW,      RESTORE,  RESTORE,  RESTORE
      RESTORING, RECORDED, RESTORE,  RESTORE,  RESTORE
      FAILED,    NOTHING,  START,    START,    START
      FAILED,    BAD,      REFUSE,   REFUSE,   REFUSE
      FAILED,    NEW,      INSTALL,  INSTALL,  INSTALL
      FAILED,    RECORDED, START,    START,    START
      """;

  @ParameterizedTest(name = "{0}, {1}: {2}, confirmed {3}, over {4}")
  @CsvSource(textBlock = TABLE)
  void everyStateAndEveryWaitingImageHasADecision(
      Phase phase, Waiting waiting, Decision open, Decision confirmed, Decision over) {
    assertThat(Decision.of(phase, waiting, Trial.OPEN)).isEqualTo(open);
    assertThat(Decision.of(phase, waiting, Trial.CONFIRMED)).isEqualTo(confirmed);
    assertThat(Decision.of(phase, waiting, Trial.OVER)).isEqualTo(over);
  }

  @Test
  void noPairIsMissingInTheTable() {
    Set<String> rows = new HashSet<>();
    TABLE.lines().forEach(line -> rows.add(line.substring(0, line.indexOf(',', 11))));
    assertThat(rows).hasSize(Phase.values().length * Waiting.values().length);
  }

  @Test
  void theDocumentHasEveryRow() {
    assertThat(Decision.markdown())
        .startsWith("| journal | waits | trial | action |\n|---|---|---|---|\n")
        .contains("| TRIAL | any | CONFIRMED | CONFIRM |\n")
        .endsWith("| any | NOTHING | any | START |\n");
  }
}
