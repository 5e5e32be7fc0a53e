package dev.fuota.device.link;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A device's radio: what it reports enters the device the same way as all else does, and nothing is
 * sent that the guard keeps back. For the MAC a frame that was kept back is one that nobody heard.
 */
final class PoweredRadio implements Radio, Radio.Listener {
  private final Radio radio;
  private final Predicate<byte[]> guard;
  private final Scheduler timers;
  private final Consumer<Runnable> device;
  private @Nullable Listener mac;

  PoweredRadio(Radio radio, Predicate<byte[]> guard, DeviceLink.Ports ports) {
    this.radio = radio;
    this.guard = guard;
    this.timers = ports.timers();
    this.device = ports.device();
  }

  @Override
  public void listen(Listener listener) {
    mac = listener;
    radio.listen(this);
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    if (guard.test(phyPayload)) {
      radio.transmit(channel, eirpDbm, phyPayload);
    } else {
      timers.after(Duration.ZERO, this::keptBack);
    }
  }

  private void keptBack() {
    mac().onTransmitted(Duration.ZERO);
  }

  /** Who listened before anything was sent or received. */
  private Listener mac() {
    return Objects.requireNonNull(mac);
  }

  @Override
  public void onTransmitted(Duration ago) {
    device.accept(() -> mac().onTransmitted(ago));
  }

  @Override
  public void onReceived(byte[] phyPayload, Quality quality) {
    device.accept(() -> mac().onReceived(phyPayload, quality));
  }

  @Override
  public void onReceiveTimeout() {
    device.accept(mac()::onReceiveTimeout);
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
