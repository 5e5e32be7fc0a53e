package dev.fuota.drivers.sx127x;

import dev.fuota.hal.radio.RadioBus;
import java.time.Duration;

/** Wires that count, or change what goes over them. */
class Counting implements RadioBus {
  int transfers;
  private RadioBus to = this;

  RadioBus around(RadioBus inner) {
    to = inner;
    return this;
  }

  @Override
  public void transfer(byte[] octets, int length) {
    transfers++;
    to.transfer(octets, length);
  }

  @Override
  public boolean awaitReady(Duration longest) {
    return to.awaitReady(longest);
  }

  @Override
  public void reset(boolean asserted) {
    to.reset(asserted);
  }

  @Override
  public void antenna(Antenna where) {
    to.antenna(where);
  }

  @Override
  public boolean interruptPending() {
    return to.interruptPending();
  }

  @Override
  public void onInterrupt(InterruptListener listener) {
    to.onInterrupt(listener);
  }

  @Override
  public void close() {
    to.close();
  }
}
