package dev.fuota.fleet.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fuota.gateway.concentrator.Emission;
import dev.fuota.gateway.port.Modulation;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.server.planner.EnergyModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The air and the energy of radios against FUOTASim (K. Abdelfadeel et al., WoWMoM 2020): a gateway
 * sends fragments with a duty cycle of 10 %, and devices of class C listen until they have enough.
 *
 * <p>The tool counts 8 octets of overhead where a frame has 13, with a CRC that downlinks do not
 * have; 2 octets of header where a fragment has 3; and three fragments more than the uncoded ones.
 */
class FuotaSimTest {
  private static final int FREQUENCY_HZ = 869_525_000;
  private static final int FRAME_OVERHEAD = 8;
  private static final int FRAGMENT_HEADER = 2;
  private static final int FRAGMENTS_MORE = 3;
  private static final int SPACING = 10;

  /** A device of class C: listens until it has enough, then sleeps. */
  private static final class Listener implements Radio.Listener {
    private final Simulation simulation;
    private final DeviceRadio radio;
    private final int needed;
    private int received;
    private double doneSeconds;

    Listener(Simulation simulation, DeviceRadio radio, int needed) {
      this.simulation = simulation;
      this.radio = radio;
      this.needed = needed;
    }

    @Override
    public void onReceived(byte[] phyPayload, Quality quality) {
      received++;
      if (received == needed) {
        doneSeconds = seconds(simulation);
        radio.sleep();
      }
    }

    @Override
    public void onTransmitted(Duration ago) {
      throw new AssertionError("it sends nothing");
    }

    @Override
    public void onReceiveTimeout() {
      throw new AssertionError("it listens for ever");
    }
  }

  static Stream<JsonNode> all() {
    return Reference.group("fuotasim");
  }

  static Stream<JsonNode> classC() {
    return all().filter(run -> run.get("class").stringValue().equals("C"));
  }

  private static double seconds(Simulation simulation) {
    return Duration.between(Simulation.START, simulation.instant()).toNanos() / 1e9;
  }

  private static int uncoded(JsonNode run) {
    int payload = run.get("fragment_bytes_field").intValue() - FRAGMENT_HEADER;
    return (run.get("firmware_bytes").intValue() + payload - 1) / payload;
  }

  private static int sent(JsonNode run) {
    return uncoded(run) + run.get("redundant_fragments").intValue();
  }

  private static LoraChannel channel(JsonNode run) {
    return new LoraChannel(FREQUENCY_HZ, 12 - run.get("dr").intValue(), 125_000);
  }

  private static Duration timeOnAir(JsonNode run) {
    int octets = run.get("fragment_bytes_field").intValue() + FRAME_OVERHEAD;
    LoraChannel channel = channel(run);
    return TimeOnAir.of(channel.spreadingFactor(), channel.bandwidthHz(), octets, true);
  }

  @ParameterizedTest
  @MethodSource("all")
  void asManyFragmentsOfTheSameLength(JsonNode run) {
    JsonNode expect = run.get("expect");
    assertThat(uncoded(run)).isEqualTo(expect.get("fragments_uncoded").intValue());
    assertThat(sent(run)).isEqualTo(expect.get("fragments_sent").intValue());
    assertThat(timeOnAir(run).toNanos() / 1e9)
        .isCloseTo(expect.get("fragment_time_on_air_s").doubleValue(), within(1e-9));
  }

  @ParameterizedTest
  @MethodSource("classC")
  void theSameTimesAndTheSameEnergy(JsonNode run) {
    Simulation simulation = new Simulation(1);
    SplittableRandom random = new SplittableRandom(1);
    Air air = new Air(simulation, simulation, random.split(), LinkPreset.FUOTASIM.model());
    Station station =
        air.gateway(Position.ORIGIN, StationSettings.IDEAL, (channel, phy, rssi, snr) -> {});
    List<Listener> listeners = new ArrayList<>();
    for (int device = 0; device < run.get("devices").intValue(); device++) {
      DeviceRadio radio = air.device(LinkPreset.FUOTASIM.place(random));
      Listener listener = new Listener(simulation, radio, uncoded(run) + FRAGMENTS_MORE);
      radio.listen(listener);
      radio.receiveContinuously(channel(run));
      listeners.add(listener);
    }

    double end = sendAll(run, simulation, station);

    JsonNode expect = run.get("expect");
    assertThat(end).isCloseTo(expect.get("session_end_s").doubleValue(), within(0.001));
    boolean enough = expect.get("update_efficiency").doubleValue() > 0;
    assertThat(listeners).allMatch(listener -> listener.doneSeconds > 0 == enough);
    assertThat(listeners.stream().mapToDouble(listener -> listener.doneSeconds).average())
        .hasValueCloseTo(expect.get("mean_update_time_s").doubleValue(), within(end / 400));
    double energy = expect.get("energy_per_device_j_mean").doubleValue();
    assertThat(listeners.stream().mapToDouble(listener -> joules(listener, end)).average())
        .hasValueCloseTo(energy, within(energy / 400));
  }

  private static double joules(Listener listener, double end) {
    Duration all = Duration.ofNanos(Math.round(1e9 * end));
    return EnergyModel.FUOTASIM.joules(listener.radio.times(), all);
  }

  /** Returns when the last one has ended, seconds. */
  private static double sendAll(JsonNode run, Simulation simulation, Station station) {
    Duration time = timeOnAir(run);
    LoraChannel channel = channel(run);
    // A downlink without CRC is as long as the tool's frame with one if it has two octets more.
    int octets = run.get("fragment_bytes_field").intValue() + FRAME_OVERHEAD + 2;
    Emission emission =
        new Emission(
            Bytes.of(new byte[octets]),
            channel.frequencyHz(),
            new Modulation(channel.spreadingFactor(), channel.bandwidthHz()),
            14 + 8,
            true,
            false);
    for (int fragment = 0; fragment < sent(run); fragment++) {
      if (fragment > 0) {
        simulation.run(time.multipliedBy(SPACING - 1));
      }
      assertThat(station.emit(emission)).isEqualTo(time);
      simulation.run(time);
    }
    return seconds(simulation);
  }

  static Stream<JsonNode> field() {
    return Reference.group("field");
  }

  /** The ns-3 model of klementc's reproduction package starts its session at 610 s. */
  @ParameterizedTest
  @MethodSource("field")
  void theModelBesideTheFieldTestHasTheSamePace(JsonNode run) {
    JsonNode expect = run.get("expect");
    // The module of ns-3 has 9 octets of headers, no MIC, and a CRC in both directions.
    int octets = run.get("fragment_size_field").intValue() + 9;
    Duration time = TimeOnAir.of(12 - run.get("dr").intValue(), 125_000, octets, true);
    double seconds = time.toNanos() / 1e9;
    double interval = 9 * seconds;
    assertThat(interval)
        .isCloseTo(expect.get("ns3_fragment_interval_s").doubleValue(), within(0.0001));
    double last = 610 + seconds + (run.get("fragments").intValue() - 1) * interval;
    assertThat(last).isCloseTo(expect.get("ns3_last_fragment_s").doubleValue(), within(0.2));
  }
}
