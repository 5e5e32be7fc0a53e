package dev.fuota.fleet.world;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import java.time.Duration;
import java.util.function.Consumer;

/** A device's radio: what it reports enters the device the same way as all else does. */
final class PoweredRadio implements Radio {
  private final Radio radio;
  private final Consumer<Runnable> device;
  private final UplinkCounterCheck check;

  /**
   * A radio that is part of a device.
   *
   * @param check sees all frames, over all resets
   * @param device runs what the radio reports, unless the device is off
   */
  PoweredRadio(Radio radio, UplinkCounterCheck check, Consumer<Runnable> device) {
    this.radio = radio;
    this.check = check;
    this.device = device;
  }

  @Override
  public void listen(Listener listener) {
    radio.listen(
        new Listener() {
          @Override
          public void onTransmitted(Duration ago) {
            device.accept(() -> listener.onTransmitted(ago));
          }

          @Override
          public void onReceived(byte[] phyPayload, Quality quality) {
            device.accept(() -> listener.onReceived(phyPayload, quality));
          }

          @Override
          public void onReceiveTimeout() {
            device.accept(listener::onReceiveTimeout);
          }
        });
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    check.sends(phyPayload);
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
