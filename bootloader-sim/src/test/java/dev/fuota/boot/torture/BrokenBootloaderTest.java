package dev.fuota.boot.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.Strategy;
import dev.fuota.boot.torture.ToyLoader.Flaw;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A bootloader with one line wrong is found out, by name, and the finding replays alone. */
class BrokenBootloaderTest {
  private static Torture torture(Flaw flaw) {
    return SmallUpdate.torture()
        .strategy(Strategy.OVERWRITE_ONLY)
        .subject(() -> new ToyLoader(flaw))
        .pairs(500)
        .random(100, 4);
  }

  @Test
  void aRightOneIsLeftInPeace() {
    TortureResult result = torture(Flaw.NONE).run().assertNoFailures();
    assertThat(result.figures().runs()).isGreaterThan(1000);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void eachFlawIsFoundAndReplays(Flaw flaw) {
    Torture torture = torture(flaw);
    TortureResult result = torture.run();
    assertThat(result.failures())
        .extracting(Failure::violation)
        .contains(
            switch (flaw) {
              case NONE -> throw new AssertionError();
              case NEXT_PAGE_TOO_EARLY,
                  TRAILER_BEFORE_COPY,
                  ERASE_BEFORE_CHECK,
                  RECORD_WITHOUT_CRC,
                  SIGNATURE_NOT_CHECKED ->
                  Violation.DEAD;
              case PAGE_NOT_ERASED_AGAIN -> Violation.DIRTY_PROGRAM;
              case COUNTER_NOT_RAISED -> Violation.COUNTER;
              case MARK_STAYS -> Violation.RESTLESS;
            });
    for (Failure failure : result.failures()) {
      for (Key key : List.of(failure.key(), failure.shortest())) {
        Key read = Key.of(key.toString()).orElseThrow();
        assertThat(torture.replay(read).violation())
            .as(key.toString())
            .contains(failure.violation());
      }
      assertThat(failure.shortest().cuts()).hasSizeLessThanOrEqualTo(failure.key().cuts().size());
    }
  }
}
