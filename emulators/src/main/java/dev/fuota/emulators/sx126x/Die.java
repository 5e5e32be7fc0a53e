package dev.fuota.emulators.sx126x;

import dev.fuota.hal.radio.RadioBus.Antenna;
import java.util.ArrayList;
import java.util.List;

/** What is inside a chip, and what is noted about its use. */
final class Die {
  private static final int NOTES_MOST = 1000;
  private static final int ALL_FLAGS = 0xFFFF;

  final Sx126xChip.Wiring wiring;
  final Timeline time;
  final Registers registers = new Registers();
  final DataBuffer buffer = new DataBuffer();
  final Interrupts interrupts = new Interrupts();
  final Oscillators oscillators;
  final Counters counters = new Counters();
  Setup setup = new Setup();
  Mode mode = Mode.STBY_RC;
  CommandStatus status = CommandStatus.NONE;
  Antenna antenna = Antenna.OFF;
  boolean sleepsWarm;

  /** Register 0902 was written with 0 last, one half of limitation 15.3. */
  boolean rtcStopped;

  private final List<String> violations = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  Die(Sx126xChip.Wiring wiring, Timeline time) {
    this.wiring = wiring;
    this.time = time;
    this.oscillators = new Oscillators(wiring);
  }

  /** As after a reset. */
  void forgetAll() {
    setup = new Setup();
    registers.reset();
    buffer.forget();
    interrupts.reset();
    counters.reset();
    oscillators.reset(setup);
    status = CommandStatus.NONE;
    mode = Mode.STBY_RC;
    rtcStopped = false;
  }

  /** What a warm start leaves of everything. */
  void forgetInSleep() {
    boolean polarityBefore = registers.hasBits(Registers.IQ_POLARITY, 0x04);
    registers.wakeWarm();
    setup.iqPolarityWritten &= registers.hasBits(Registers.IQ_POLARITY, 0x04) == polarityBefore;
    buffer.forget();
    interrupts.clear(ALL_FLAGS);
    status = CommandStatus.NONE;
    mode = Mode.STBY_RC;
  }

  /** The status octet (data sheet, table 13-76). */
  byte statusOctet() {
    return (byte) (mode.code() << 4 | status.code() << 1);
  }

  void violation(Object where, String what) {
    note(violations, where + ": " + what);
  }

  void remark(String what) {
    note(remarks, what);
  }

  private static void note(List<String> notes, String note) {
    if (notes.size() < NOTES_MOST) {
      notes.add(note);
    }
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  List<String> remarks() {
    return List.copyOf(remarks);
  }
}
