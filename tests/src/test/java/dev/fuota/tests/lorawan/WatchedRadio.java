package dev.fuota.tests.lorawan;

import static dev.fuota.tests.lorawan.Promise.require;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The radio of a device over all its resets. What it sends is judged; into what it receives the
 * intruder speaks, always at the right time.
 */
final class WatchedRadio implements Radio {
  private static final double SPOKEN_INTO = 0.15;
  private static final Quality STRONG = new Quality(-40, 10);

  private final Simulation simulation;
  private final Trouble trouble;
  private final Radio radio;
  private final AirTimeWatch watch;
  private final Consumer<Bytes> sends;
  private final Supplier<Bytes> intruder;
  private final Consumer<Runnable> device;
  private @Nullable Listener listener;
  private int use;
  private boolean sending;

  /**
   * A radio that sleeps.
   *
   * @param sends sees each frame
   * @param intruder what the device hears instead of what it should
   * @param device runs what the radio reports, unless the device is off
   */
  WatchedRadio(
      Simulation simulation,
      Trouble trouble,
      Radio radio,
      AirTimeWatch watch,
      Consumer<Bytes> sends,
      Supplier<Bytes> intruder,
      Consumer<Runnable> device) {
    this.simulation = simulation;
    this.trouble = trouble;
    this.radio = radio;
    this.watch = watch;
    this.sends = sends;
    this.intruder = intruder;
    this.device = device;
  }

  /** The device was reset, or lost its power. */
  void stop() {
    use++;
    sending = false;
    radio.sleep();
    watch.forget();
  }

  @Override
  public void listen(Listener other) {
    listener = other;
    radio.listen(
        new Listener() {
          @Override
          public void onTransmitted(Duration ago) {
            sending = false;
            use++;
            device.accept(() -> other.onTransmitted(ago));
          }

          @Override
          public void onReceived(byte[] phyPayload, Quality quality) {
            use++;
            device.accept(() -> other.onReceived(phyPayload, quality));
          }

          @Override
          public void onReceiveTimeout() {
            use++;
            device.accept(other::onReceiveTimeout);
          }
        });
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    begin();
    sending = true;
    Duration length =
        channel.isFsk()
            ? TimeOnAir.ofFsk(phyPayload.length)
            : TimeOnAir.of(
                channel.spreadingFactor(), channel.bandwidthHz(), phyPayload.length, true);
    watch.sends(channel.frequencyHz(), simulation.instant(), length);
    sends.accept(Bytes.of(phyPayload));
    radio.transmit(channel, eirpDbm, phyPayload);
  }

  @Override
  public void receive(LoraChannel channel, Duration window) {
    begin();
    radio.receive(channel, window);
    speakInto(window, true);
  }

  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration window) {
    begin();
    radio.receiveBeacon(channel, length, window);
    speakInto(window, true);
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    begin();
    radio.receiveContinuously(channel);
    speakInto(Duration.ofSeconds(20), false);
  }

  @Override
  public void sleep() {
    begin();
    radio.sleep();
  }

  private void begin() {
    require(!sending, "a transmission is not over when the next operation begins");
    use++;
  }

  private void speakInto(Duration window, boolean once) {
    if (trouble.strikes(SPOKEN_INTO)) {
      int now = use;
      simulation.after(trouble.within(window), () -> speak(now, once));
    }
  }

  private void speak(int then, boolean once) {
    if (use == then && listener != null) {
      Listener told = listener;
      if (once) {
        use++;
        radio.sleep();
      }
      byte[] frame = intruder.get().toArray();
      device.accept(() -> told.onReceived(frame, STRONG));
    }
  }
}
