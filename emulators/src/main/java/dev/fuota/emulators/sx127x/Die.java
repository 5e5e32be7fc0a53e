package dev.fuota.emulators.sx127x;

import dev.fuota.emulators.sx127x.Sx127xChip.Wiring;
import dev.fuota.hal.radio.RadioBus.Antenna;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What is on the chip: registers, FIFO, interrupt lines; and the list of what was done wrong. */
final class Die {
  private static final int NOTES_MAX = 1000;

  final Wiring wiring;
  final Scheduler scheduler;
  final InstantSource clock;
  final RegisterFile registers = new RegisterFile();
  final Lines lines;
  final Modem modem = new Modem(registers);
  final Fifo fifo = new Fifo(registers);
  Antenna antenna = Antenna.OFF;
  boolean stuck;
  private final List<String> violations = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  Die(Wiring wiring, Scheduler scheduler, InstantSource clock) {
    this.wiring = wiring;
    this.scheduler = scheduler;
    this.clock = clock;
    this.lines = new Lines(registers, wiring.dio1());
  }

  Mode mode() {
    return Mode.of(registers.get(Reg.OP_MODE));
  }

  void enter(Mode next) {
    registers.set(Reg.OP_MODE, (registers.get(Reg.OP_MODE) & ~0x7) | next.code());
  }

  void violation(String where, String reason) {
    note(violations, where + ": " + reason);
  }

  void remark(String reason) {
    note(remarks, reason);
  }

  private static void note(List<String> notes, String note) {
    if (notes.size() < NOTES_MAX) {
      notes.add(note);
    }
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  List<String> remarks() {
    return List.copyOf(remarks);
  }

  Instant now() {
    return clock.instant();
  }

  Scheduler.Task after(Duration delay, Runnable action) {
    return scheduler.after(delay, action);
  }
}
