package dev.fuota.fleet.lorawan;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Radio;
import java.time.Duration;

/** A radio that sends nothing before what the device remembers is kept. */
final class KeepingRadio implements Radio {
  private final Radio radio;
  private final Runnable keep;

  KeepingRadio(Radio radio, Runnable keep) {
    this.radio = radio;
    this.keep = keep;
  }

  @Override
  public void listen(Listener listener) {
    radio.listen(listener);
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    keep.run();
    radio.transmit(channel, eirpDbm, phyPayload);
  }

  @Override
  public void receive(LoraChannel channel, Duration window) {
    radio.receive(channel, window);
  }

  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration window) {
    radio.receiveBeacon(channel, length, window);
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    radio.receiveContinuously(channel);
  }

  @Override
  public void sleep() {
    radio.sleep();
  }
}
