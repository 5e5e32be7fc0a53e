package dev.fuota.drivers.sx127x;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.rig.Ether;
import dev.fuota.drivers.rig.Notes;
import dev.fuota.emulators.chip.EmulatedBus;
import dev.fuota.emulators.sx127x.Sx127xChip;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.UnaryOperator;

/** A driver on an emulated chip, in virtual time. */
final class Bench {
  static final LoraChannel SF7 = new LoraChannel(868_100_000, 7, 125_000);
  static final LoraChannel SF9 = new LoraChannel(869_525_000, 9, 125_000);
  static final LoraChannel SF12 = new LoraChannel(869_525_000, 12, 125_000);
  static final Duration WINDOW = Duration.ofMillis(100);

  /** Has DIO1. */
  static final String BONNET = "adafruit-rfm95w";

  /** Has none. */
  static final String ELECROW = "elecrow-rfm95";

  final Simulation world = new Simulation(1);
  final Ether air = new Ether(world);
  final Notes notes = new Notes(world);
  final Sx127xChip chip;
  final Sx127xRadio radio;

  private Bench(Board board, UnaryOperator<RadioBus> wires) {
    chip = new Sx127xChip(air, world, world, Sx127xChip.Wiring.of(board));
    radio = new Sx127xRadio(wires.apply(new EmulatedBus(chip)), world, world, board, notes);
    radio.listen(notes);
  }

  /** A driver that has not started. */
  static Bench on(String name, UnaryOperator<RadioBus> wires) {
    return new Bench(Board.named(name).orElseThrow(), wires);
  }

  /** A driver that is ready. */
  static Bench started(String name) {
    return on(name, UnaryOperator.identity()).start();
  }

  static Bench started() {
    return started(BONNET);
  }

  Bench start() {
    radio.start();
    runMillis(100);
    return this;
  }

  void run(Duration time) {
    world.run(time);
  }

  void runMillis(long millis) {
    run(Duration.ofMillis(millis));
  }

  static byte[] octets(int length) {
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      octets[i] = (byte) (i * 7 + 1);
    }
    return octets;
  }

  static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }
}
