package dev.fuota.emulators.sx127x;

import dev.fuota.hal.radio.RadioBus;
import java.time.Duration;

/** The wires to an emulated chip. Its interrupt line is DIO0, and DIO1 where that is connected. */
public final class EmulatedBus implements RadioBus {
  private static final int LONGEST = 260;

  private final Sx127xChip chip;

  public EmulatedBus(Sx127xChip chip) {
    this.chip = chip;
  }

  @Override
  public void transfer(byte[] octets, int length) {
    if (length < 1 || length > LONGEST) {
      throw new IllegalArgumentException("a transfer of " + length + " octets");
    }
    System.arraycopy(chip.exchange(octets, 0, length), 0, octets, 0, length);
  }

  /** The chip has no BUSY. */
  @Override
  public boolean awaitReady(Duration longest) {
    return true;
  }

  @Override
  public void reset(boolean asserted) {
    chip.reset(asserted);
  }

  @Override
  public void antenna(Antenna to) {
    chip.antenna(to);
  }

  @Override
  public boolean interruptPending() {
    return chip.pending();
  }

  @Override
  public void onInterrupt(InterruptListener listener) {
    chip.onInterrupt(() -> listener.onEdge(Duration.ZERO));
  }

  @Override
  public void close() {
    chip.onInterrupt(() -> {});
  }
}
