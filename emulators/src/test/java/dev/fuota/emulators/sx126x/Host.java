package dev.fuota.emulators.sx126x;

import dev.fuota.hal.radio.RadioBus.Antenna;
import dev.fuota.hal.sim.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A host that says octets, and waits for BUSY before each frame. */
final class Host {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final Duration PATIENT = Duration.ofMillis(100);

  final Simulation world = new Simulation(1);
  final ScriptedAir air = new ScriptedAir(world);
  final Sx126xChip chip;

  /** When DIO1 rose, since the start. */
  final List<Duration> edges = new ArrayList<>();

  Host(Sx126xChip.Wiring wiring) {
    chip = new Sx126xChip(air, world, world, wiring);
    chip.onInterrupt(() -> edges.add(Duration.between(Simulation.START, world.instant())));
  }

  static Host usual() {
    return new Host(Sx126xChip.Wiring.usual());
  }

  /** Waits for BUSY, and gives back what the chip says. */
  String say(String hex) {
    if (!chip.awaitReady(PATIENT)) {
      throw new AssertionError("BUSY stays high before " + hex);
    }
    return sayAtOnce(hex);
  }

  String sayAtOnce(String hex) {
    byte[] out = HEX.parseHex(hex);
    return HEX.formatHex(chip.exchange(out, 0, out.length));
  }

  void saysAll(String... frames) {
    for (String frame : frames) {
      say(frame);
    }
  }

  int register(int address) {
    String answer = say(String.format("1D%04X0000", address));
    return Integer.parseInt(answer.substring(8), 16);
  }

  String mode() {
    return say("C000").substring(2, 3);
  }

  /** Chapter 14 of the data sheet, for an SX1262 in Europe. */
  Host setUp() {
    saysAll("8000", "9D01", "9601", "98D7DB", "8A01", "0D07403444", "8F0000", "0D08D8DE");
    saysAll("9504070001", "8E0E04");
    return this;
  }

  /** 868.1 MHz, SF7, 125 kHz; sends what an uplink is. */
  Host readyToSend(String payload) {
    say("863641999A");
    saysAll("8B07040100", "0D088905");
    say(String.format("8C000800%02X0100", payload.length() / 2));
    saysAll("0D07360D", "0E00" + payload, "0203FF", "080201020100000000");
    chip.antenna(Antenna.TRANSMIT);
    return this;
  }

  /** 868.1 MHz, SF7, 125 kHz; hears what a downlink is. */
  Host readyToHear(int symbols) {
    say("863641999A");
    saysAll("8B07040100", "8C000800FF0001", "0D073609", String.format("A0%02X", symbols));
    saysAll("0203FF", "080262026200000000");
    chip.antenna(Antenna.RECEIVE);
    return this;
  }

  void run(Duration time) {
    world.run(time);
  }
}
