package dev.fuota.fleet.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fuota.fleet.air.link.Interference;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The air against LoRaSim (M. Bor et al., MSWiM 2016) and the closed form of pure ALOHA. */
class LoraSimTest {
  /** A device sends, waits for an exponentially distributed time, and sends again. */
  private record Talker(
      Simulation simulation,
      Radio radio,
      LoraChannel channel,
      int octets,
      double meanSeconds,
      RandomGenerator random)
      implements Radio.Listener {

    void waitAndSend() {
      long nanos = (long) (1e9 * meanSeconds * random.nextExponential());
      simulation.after(
          Duration.ofNanos(nanos), () -> radio.transmit(channel, 14, new byte[octets]));
    }

    @Override
    public void onTransmitted(Duration ago) {
      waitAndSend();
    }

    @Override
    public void onReceived(byte[] phyPayload, Quality quality) {
      throw new AssertionError("nobody sends to devices");
    }

    @Override
    public void onReceiveTimeout() {
      throw new AssertionError("it does not listen");
    }
  }

  static Stream<JsonNode> runs() {
    return Reference.group("lorasim");
  }

  private static AirFigures run(JsonNode run, LinkModel model, long seed) {
    Simulation simulation = new Simulation(seed);
    SplittableRandom random = new SplittableRandom(seed);
    Air air = new Air(simulation, simulation, random.split(), model);
    StationSettings settings = StationSettings.IDEAL.with(Demodulators.SX1301);
    air.gateway(Position.ORIGIN, settings, (channel, phyPayload, rssi, snr) -> {});
    LoraChannel channel =
        new LoraChannel(868_100_000, run.get("sf").intValue(), run.get("bw_hz").intValue());
    for (int device = 0; device < run.get("devices").intValue(); device++) {
      Radio radio = air.device(LinkPreset.LORASIM.place(random), LossModel.NONE);
      int octets = run.get("payload_bytes").intValue();
      double mean = run.get("mean_interval_s").doubleValue();
      Talker talker = new Talker(simulation, radio, channel, octets, mean, random.split());
      radio.listen(talker);
      talker.waitAndSend();
    }
    simulation.run(Duration.ofSeconds(run.get("simulated_s").longValue()));
    return air.figures();
  }

  private static LinkModel model(JsonNode run) {
    LinkModel model = LinkPreset.LORASIM.model();
    return run.get("capture_effect").booleanValue()
        ? model
        : model.withInterference(Interference.WITHOUT_CAPTURE);
  }

  private static double extractionRate(AirFigures figures) {
    return (double) figures.uplinksHeard() / figures.uplinks();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void asManyFramesArriveAsInLoraSim(JsonNode run) {
    JsonNode expect = run.get("expect");
    assertThat(extractionRate(run(run, model(run), 1)))
        .isCloseTo(
            expect.get("data_extraction_rate").doubleValue(),
            within(expect.get("tolerance_abs").doubleValue()));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void withoutCaptureThatIsPureAloha(JsonNode run) {
    LinkModel model = model(run).withInterference(Interference.WITHOUT_CAPTURE);
    // SF12, 20 octets: 40.25 symbols of 32.768 ms. A device does not disturb itself.
    double others = run.get("devices").intValue() - 1;
    double load = others * 1.318912 / run.get("mean_interval_s").doubleValue();
    assertThat(extractionRate(run(run, model, 2))).isCloseTo(Math.exp(-2 * load), within(0.01));
  }

  @Test
  void theSameSeedGivesTheSameRunAndAnotherSeedAnother() {
    JsonNode run = runs().findFirst().orElseThrow();
    LinkModel model = LinkPreset.URBAN.model();
    AirFigures first = run(run, model, 7);
    assertThat(run(run, model, 7)).isEqualTo(first);
    assertThat(run(run, model, 8)).isNotEqualTo(first);
  }
}
