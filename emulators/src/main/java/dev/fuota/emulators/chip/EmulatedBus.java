package dev.fuota.emulators.chip;

import dev.fuota.hal.radio.RadioBus;
import java.time.Duration;

/** The wires to an emulated chip. */
public final class EmulatedBus implements RadioBus {
  private static final int LONGEST = 260;

  private final EmulatedChip chip;

  public EmulatedBus(EmulatedChip chip) {
    this.chip = chip;
  }

  @Override
  public void transfer(byte[] octets, int length) {
    if (length < 1 || length > LONGEST) {
      throw new IllegalArgumentException("a transfer of " + length + " octets");
    }
    System.arraycopy(chip.exchange(octets, 0, length), 0, octets, 0, length);
  }

  @Override
  public boolean awaitReady(Duration longest) {
    return chip.awaitReady(longest);
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
    return chip.interruptPending();
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
