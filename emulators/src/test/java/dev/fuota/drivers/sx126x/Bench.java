package dev.fuota.drivers.sx126x;

import dev.fuota.drivers.board.Board;
import dev.fuota.drivers.rig.Ether;
import dev.fuota.drivers.rig.Notes;
import dev.fuota.emulators.chip.EmulatedBus;
import dev.fuota.emulators.sx126x.Sx126xChip;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.RadioBus;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A driver on an emulated chip, in virtual time. */
final class Bench {
  static final LoraChannel SF7 = new LoraChannel(868_100_000, 7, 125_000);
  static final LoraChannel SF9 = new LoraChannel(869_525_000, 9, 125_000);
  static final LoraChannel SF12 = new LoraChannel(869_525_000, 12, 125_000);

  final Simulation world = new Simulation(1);
  final Ether air = new Ether(world);
  final Notes notes = new Notes(world);
  final Sx126xChip chip;
  final Sx126xRadio radio;

  /**
   * A driver that has not started.
   *
   * @param wires what is between driver and chip
   */
  Bench(Board board, Sx126xChip.Wiring wiring, UnaryOperator<RadioBus> wires) {
    chip = new Sx126xChip(air, world, world, wiring);
    radio = new Sx126xRadio(wires.apply(new EmulatedBus(chip)), world, world, board, notes);
    radio.listen(notes);
  }

  static Board board(String name) {
    return Board.named(name).orElseThrow();
  }

  static Bench on(String name, UnaryOperator<RadioBus> wires) {
    return new Bench(board(name), Sx126xChip.Wiring.of(board(name)), wires);
  }

  /** A driver that is ready. */
  static Bench started(String name) {
    return on(name, UnaryOperator.identity()).start();
  }

  static Bench started() {
    return started("meshadv-mini");
  }

  Bench start() {
    radio.start();
    run(Duration.ofMillis(100));
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
}
