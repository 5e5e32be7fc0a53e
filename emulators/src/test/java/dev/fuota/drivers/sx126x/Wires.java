package dev.fuota.drivers.sx126x;

import dev.fuota.hal.radio.RadioBus;
import java.time.Duration;

/** Wires to a chip; who extends them does something to what goes over them. */
class Wires implements RadioBus {
  private final RadioBus chip;

  /** How many transfers there were. */
  int transfers;

  Wires(RadioBus chip) {
    this.chip = chip;
  }

  @Override
  public void transfer(byte[] octets, int length) {
    transfers++;
    chip.transfer(octets, length);
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
    chip.onInterrupt(listener);
  }

  @Override
  public void close() {
    chip.close();
  }
}
