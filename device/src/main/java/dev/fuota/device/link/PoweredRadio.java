package dev.fuota.device.link;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A device's radio: what it reports enters the device the same way as all else does, and nothing is
 * sent that the guard keeps back. For the MAC a frame that was kept back is one that nobody heard.
 */
final class PoweredRadio implements Radio {
  private final Radio radio;
  private final Predicate<byte[]> guard;
  private final DeviceLink.Ports device;
  private @Nullable Listener listener;

  PoweredRadio(Radio radio, Predicate<byte[]> guard, DeviceLink.Ports device) {
    this.radio = radio;
    this.guard = guard;
    this.device = device;
  }

  @Override
  public void listen(Listener mac) {
    listener = mac;
    radio.listen(
        new Listener() {
          @Override
          public void onTransmitted(Duration ago) {
            device.device().accept(() -> mac.onTransmitted(ago));
          }

          @Override
          public void onReceived(byte[] phyPayload, Quality quality) {
            device.device().accept(() -> mac.onReceived(phyPayload, quality));
          }

          @Override
          public void onReceiveTimeout() {
            device.device().accept(mac::onReceiveTimeout);
          }
        });
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    if (guard.test(phyPayload)) {
      radio.transmit(channel, eirpDbm, phyPayload);
    } else {
      device.timers().after(Duration.ZERO, this::keptBack);
    }
  }

  private void keptBack() {
    if (listener != null) {
      listener.onTransmitted(Duration.ZERO);
    }
  }

  @Override
  public void expect(LoraChannel channel, Duration in) {
    radio.expect(channel, in);
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
