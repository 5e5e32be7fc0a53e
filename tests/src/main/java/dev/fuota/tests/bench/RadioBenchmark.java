package dev.fuota.tests.bench;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.radio.RadioHealth;
import dev.fuota.drivers.sx126x.Sx126xRadio;
import dev.fuota.emulators.chip.EmulatedBus;
import dev.fuota.emulators.sx126x.Sx126xChip;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the SX1262 driver costs: frames through driver and emulated chip in virtual time, so that
 * neither air nor wires take any. A chip is not faster than its air: 50 octets at SF7 take 100 ms.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RadioBenchmark {
  private static final LoraChannel CHANNEL = new LoraChannel(868_100_000, 7, 125_000);
  private static final Duration MOMENT = Duration.ofMillis(10);
  private static final int LENGTH = 50;

  private final Simulation simulation = Simulation.from(Instant.EPOCH, 1);
  private final InstantAir air = new InstantAir();
  private final byte[] frame = new byte[LENGTH];
  private final Mac mac = new Mac();
  private @Nullable Sx126xRadio radio;

  /** Checks that frames are sent and received. */
  @Setup
  public void start() {
    Board board = Board.named("meshadv-mini").orElseThrow();
    Sx126xChip chip = new Sx126xChip(air, simulation, simulation, Sx126xChip.Wiring.of(board));
    radio = new Sx126xRadio(new EmulatedBus(chip), simulation, simulation, board, mac);
    radio.listen(mac);
    radio.start();
    simulation.run(Duration.ofSeconds(1));
    if (send() != 1 || receive() != 2 || !chip.violations().isEmpty()) {
      throw new AssertionError("the driver does not work: " + chip.violations());
    }
  }

  private Sx126xRadio radio() {
    if (radio == null) {
      throw new IllegalStateException("not started");
    }
    return radio;
  }

  /** From the MAC's frame to the end of its transmission. */
  @Benchmark
  public long send() {
    radio().transmit(CHANNEL, 14, frame);
    simulation.run(MOMENT);
    return mac.heard;
  }

  /** A window that is set up, opened and closed, and the frame in it. */
  @Benchmark
  public long receive() {
    radio().receive(CHANNEL, MOMENT);
    simulation.run(MOMENT);
    return mac.heard;
  }

  /** Everything is over as soon as it begins. */
  private final class InstantAir implements Radio {
    private @Nullable Listener chip;

    private void soon(Consumer<Listener> what) {
      Listener to = chip;
      if (to != null) {
        simulation.after(Duration.ZERO, () -> what.accept(to));
      }
    }

    @Override
    public void listen(Listener listener) {
      chip = listener;
    }

    @Override
    public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
      soon(to -> to.onTransmitted(Duration.ZERO));
    }

    @Override
    public void receive(LoraChannel channel, Duration window) {
      soon(to -> to.onReceived(frame, new Quality(-80, 7)));
    }

    @Override
    public void receiveBeacon(LoraChannel channel, int length, Duration window) {
      soon(Listener::onReceiveTimeout);
    }

    @Override
    public void receiveContinuously(LoraChannel channel) {}

    @Override
    public void sleep() {}
  }

  private static final class Mac implements Radio.Listener, RadioHealth {
    long heard;

    @Override
    public void onTransmitted(Duration ago) {
      heard++;
    }

    @Override
    public void onReceived(byte[] phyPayload, Quality quality) {
      heard++;
    }

    @Override
    public void onReceiveTimeout() {
      throw new AssertionError("a frame was not heard");
    }

    @Override
    public void onReady(String chip) {}

    @Override
    public void onTrouble(String sentence) {
      throw new AssertionError(sentence);
    }

    @Override
    public void onWindow(Duration late) {}
  }
}
