package dev.fuota.fleet.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fuota.server.planner.GilbertElliott;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GilbertElliottTest {
  private static final int FRAMES = 400_000;

  static Stream<JsonNode> knownAnswers() throws IOException {
    try (InputStream in = GilbertElliottTest.class.getResourceAsStream("gilbert-elliott.json")) {
      JsonNode file = JsonMapper.shared().readTree(Objects.requireNonNull(in));
      return file.get("gilbert_elliott").valueStream();
    }
  }

  private static GilbertElliott model(JsonNode vector) {
    return new GilbertElliott(
        vector.get("p_good_to_bad").doubleValue(),
        vector.get("p_bad_to_good").doubleValue(),
        vector.get("loss_in_good").doubleValue(),
        vector.get("loss_in_bad").doubleValue());
  }

  @ParameterizedTest
  @MethodSource("knownAnswers")
  void formulasGiveTheKnownAnswers(JsonNode vector) {
    GilbertElliott model = model(vector);
    JsonNode expect = vector.get("expect");
    assertThat(model.stationaryBad())
        .isCloseTo(expect.get("stationary_bad").doubleValue(), within(1e-8));
    assertThat(model.meanLoss()).isCloseTo(expect.get("mean_loss").doubleValue(), within(1e-8));
    assertThat(model.meanBadRun())
        .isCloseTo(expect.get("mean_bad_run").doubleValue(), within(1e-8));
    assertThat(model.lossGivenPreviousLoss())
        .isCloseTo(expect.get("p_loss_given_previous_loss").doubleValue(), within(1e-8));
  }

  @ParameterizedTest
  @MethodSource("knownAnswers")
  void aLinkLosesFramesAsTheKnownAnswersSay(JsonNode vector) {
    LossModel link = new BurstLinks(model(vector)).link(new SplittableRandom(7));
    int lost = 0;
    int lostAfterLoss = 0;
    boolean before = false;
    for (int i = 0; i < FRAMES; i++) {
      boolean now = link.losesNext();
      lost += now ? 1 : 0;
      lostAfterLoss += now && before ? 1 : 0;
      before = now;
    }
    JsonNode expect = vector.get("expect");
    assertThat((double) lost / FRAMES)
        .isCloseTo(expect.get("mean_loss").doubleValue(), within(0.01));
    assertThat((double) lostAfterLoss / lost)
        .isCloseTo(expect.get("p_loss_given_previous_loss").doubleValue(), within(0.01));
  }

  @ParameterizedTest(name = "loss {0}, bursts of {1} frames")
  @CsvSource({"0.2, 2.5, 2.5", "0.3, 2.5, 2.5", "0.05, 1, 1", "0.9, 2.5, 18"})
  void meanLossAndMeanBurstCanBeAskedFor(double loss, double burst, double run) {
    GilbertElliott model = GilbertElliott.of(loss, burst);
    assertThat(model.meanLoss()).isCloseTo(loss, within(1e-12));
    assertThat(model.meanBadRun()).isCloseTo(run, within(1e-12));
  }

  @Test
  void noLossLosesNothing() {
    LossModel link = new BurstLinks(GilbertElliott.of(0, 2.5)).link(new SplittableRandom(1));
    assertThat(Stream.generate(link::losesNext).limit(10_000)).containsOnly(false);
  }

  @Test
  void firstFramesAreLostAsOftenAsAllOthers() {
    BurstLinks model = new BurstLinks(GilbertElliott.of(0.3, 4));
    SplittableRandom random = new SplittableRandom(3);
    long lost =
        Stream.generate(() -> model.link(random.split()).losesNext())
            .limit(20_000)
            .filter(first -> first)
            .count();
    assertThat(lost / 20_000.0).isCloseTo(0.3, within(0.015));
  }

  @ParameterizedTest
  @CsvSource({"1, 2.5", "-0.1, 2.5", "NaN, 2.5", "0.2, 0.9"})
  void nonsenseIsRefused(double loss, double burst) {
    assertThatIllegalArgumentException().isThrownBy(() -> GilbertElliott.of(loss, burst));
  }
}
