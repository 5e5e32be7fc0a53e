package dev.fuota.fleet.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReachedTest {
  @Test
  @DisplayName("A stage that was passed over was not reached, whichever came first")
  void onlyWhatWasReached() {
    Reached late = Reached.NOTHING.with(Stage.SESSION, 7);
    assertThat(late.at(Stage.SESSION)).hasValue(7);
    assertThat(Stage.ALL.stream().filter(late::has)).containsExactly(Stage.SESSION);
    Reached both = late.with(Stage.JOINED, 3);
    assertThat(both.at(Stage.JOINED)).hasValue(3);
    assertThat(both).isEqualTo(Reached.NOTHING.with(Stage.JOINED, 3).with(Stage.SESSION, 7));
  }
}
