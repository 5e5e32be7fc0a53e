package dev.fuota.protocol.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.KnownAnswers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class FrameCounterTest {

  static Stream<JsonNode> counters() {
    return KnownAnswers.group("mac-multicast.json", "f_cnt");
  }

  // MAC-034, MAC-035
  @ParameterizedTest
  @MethodSource("counters")
  void findsTheUpperHalf(JsonNode entry) {
    JsonNode last = entry.get("last_accepted_f_cnt");
    JsonNode expect = entry.get("expect");

    var candidate =
        FrameCounter.candidate(
            last.isNull() ? FrameCounter.NONE : last.longValue(),
            entry.get("frame_f_cnt16").intValue());

    if (expect.get("duplicate").booleanValue()) {
      assertThat(candidate).isEmpty();
    } else {
      assertThat(candidate).hasValue(expect.get("candidate_f_cnt").longValue());
    }
  }

  @Test
  void doesNotStartAgainWhenItIsUsedUp() {
    assertThat(FrameCounter.candidate(0xffff_fffeL, 0xffff)).hasValue(0xffff_ffffL);
    assertThat(FrameCounter.candidate(0xffff_ffffL, 0x0000)).isEmpty();
    assertThat(FrameCounter.candidate(0xffff_0000L, 0xffff)).hasValue(0xffff_ffffL);
  }

  // MAC-034
  @Test
  void formerVersionsRefuseLargeSteps() {
    int gap = FrameCounter.MAX_F_CNT_GAP;

    assertThat(FrameCounter.candidate(10, 10 + 16_383, gap)).hasValue(16_393);
    assertThat(FrameCounter.candidate(10, 10 + 16_384, gap)).isEmpty();
    assertThat(FrameCounter.candidate(65_530, 3, gap)).hasValue(65_539);
    assertThat(FrameCounter.candidate(10, 9, gap)).isEmpty();
    assertThat(FrameCounter.candidate(FrameCounter.NONE, 40_000, gap)).hasValue(40_000);
  }
}
