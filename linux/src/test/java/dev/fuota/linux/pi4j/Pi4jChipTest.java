package dev.fuota.linux.pi4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.radio.ChipRadio;
import dev.fuota.drivers.radio.RadioHealth;
import dev.fuota.drivers.sx126x.Sx126xRadio;
import dev.fuota.drivers.sx127x.Sx127xRadio;
import dev.fuota.emulators.sx126x.Sx126xChip;
import dev.fuota.emulators.sx127x.Sx127xChip;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.linux.LoopThread;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real drivers over the real adapter of Pi4J, in real time, with an emulated chip under it:
 * what Pi4J does with SPI and pins is between them.
 */
class Pi4jChipTest {
  private static final LoraChannel CHANNEL = new LoraChannel(868_100_000, 7, 125_000);
  private static final Duration UNTIL_WINDOW = Duration.ofMillis(100);
  private static final byte[] UPLINK = {0x40, 9, 8, 7, 6};

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private LoopThread thread;
  private RealAir air;

  @BeforeEach
  void run() {
    thread = new LoopThread();
    air = new RealAir(thread.loop);
  }

  @AfterEach
  void stop() throws InterruptedException {
    thread.close();
  }

  private String next() throws InterruptedException {
    String event = events.poll(10, TimeUnit.SECONDS);
    return event == null ? "nothing for ten seconds" : event;
  }

  private final class Mac implements Radio.Listener, RadioHealth {
    @Override
    public void onTransmitted(Duration ago) {
      events.add("sent");
    }

    @Override
    public void onReceived(byte[] phyPayload, Quality quality) {
      events.add(HexFormat.of().formatHex(phyPayload) + " " + quality.rssiDbm() + " dBm");
    }

    @Override
    public void onReceiveTimeout() {
      events.add("timeout");
    }

    @Override
    public void onReady(String chip) {
      events.add("ready: " + chip);
    }

    @Override
    public void onTrouble(String sentence) {
      events.add("trouble: " + sentence);
    }

    @Override
    public void onWindow(Duration late) {
      events.add(late.isNegative() ? "window too early" : "window");
    }
  }

  /** One uplink and the window behind it, as a MAC does it. */
  private void exchange(String name, EmulatedHeader header, Supplier<List<String>> misuse)
      throws Exception {
    Board board = Board.named(name).orElseThrow();
    Mac mac = new Mac();
    RadioBus bus = thread.on(() -> Pi4jRadioBus.open(board, thread.loop, header.providers()));
    ChipRadio radio =
        board.chip().isSx126x()
            ? new Sx126xRadio(bus, thread.loop, thread.loop, board, mac)
            : new Sx127xRadio(bus, thread.loop, thread.loop, board, mac);
    radio.listen(mac);
    thread.on(radio::start);
    assertThat(next()).isEqualTo("ready: " + board.chip() + " on " + name);
    thread.on(() -> radio.transmit(CHANNEL, 14, UPLINK));
    assertThat(next()).isEqualTo("sent");
    thread.on(
        () -> {
          radio.expect(CHANNEL, UNTIL_WINDOW);
          thread.loop.after(UNTIL_WINDOW, () -> radio.receive(CHANNEL, UNTIL_WINDOW));
          radio.sleep();
        });
    assertThat(next()).isEqualTo("window");
    assertThat(next()).isEqualTo("600102030405 -80 dBm");
    thread.on(radio::close);
    assertThat(events).isEmpty();
    assertThat(thread.on(misuse::get)).isEmpty();
    assertThat(air.sent).containsExactly(UPLINK);
    header.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"meshadv-mini", "waveshare-sx1262", "meshadv", "rak6421-slot2"})
  void anSx1262SendsAndReceivesThroughPi4j(String name) throws Exception {
    Board board = Board.named(name).orElseThrow();
    Sx126xChip chip = new Sx126xChip(air, thread.loop, thread.loop, Sx126xChip.Wiring.of(board));
    exchange(name, EmulatedHeader.with(board, chip), chip::violations);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adafruit-rfm95w", "dragino-lora-gps-v1.2"})
  void anSx1276SendsAndReceivesThroughPi4j(String name) throws Exception {
    Board board = Board.named(name).orElseThrow();
    Sx127xChip chip = new Sx127xChip(air, thread.loop, thread.loop, Sx127xChip.Wiring.of(board));
    exchange(name, EmulatedHeader.with(board, chip), chip::violations);
  }

  @Test
  void aWrongPinMapIsTold() throws Exception {
    Board wired = Board.named("rak6421-slot1").orElseThrow();
    Board said = Board.named("rak6421-slot2").orElseThrow();
    Sx126xChip chip = new Sx126xChip(air, thread.loop, thread.loop, Sx126xChip.Wiring.of(wired));
    EmulatedHeader header = EmulatedHeader.with(wired, chip);
    RadioBus bus = thread.on(() -> Pi4jRadioBus.open(said, thread.loop, header.providers()));
    Sx126xRadio radio = new Sx126xRadio(bus, thread.loop, thread.loop, said, new Mac());
    thread.on(radio::start);
    assertThat(next())
        .startsWith("trouble: ")
        .contains("rak6421-slot2 answers 00")
        .contains("check");
    thread.on(radio::close);
    header.close();
  }
}
