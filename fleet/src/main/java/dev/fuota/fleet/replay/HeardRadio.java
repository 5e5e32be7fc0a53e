package dev.fuota.fleet.replay;

import dev.fuota.fleet.air.DeviceRadio;
import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.server.planner.RadioTimes;
import java.time.Duration;

/** A radio of which somebody is told what it does. */
final class HeardRadio implements DeviceRadio {
  private final DeviceRadio radio;
  private final Ear ear;

  /** What a radio does. */
  interface Ear {
    void onTransmit(LoraChannel channel, int eirpDbm, byte[] phyPayload);

    void onListen(LoraChannel channel, Duration window, boolean beacon);

    void onListenOn(LoraChannel channel);

    /** A frame came; {@code deliver} hands it to the device. */
    void onReceived(byte[] phyPayload, Quality quality, Runnable deliver);

    void onNothing();
  }

  HeardRadio(DeviceRadio radio, Ear ear) {
    this.radio = radio;
    this.ear = ear;
  }

  @Override
  public void listen(Listener listener) {
    radio.listen(
        new Listener() {
          @Override
          public void onTransmitted(Duration ago) {
            listener.onTransmitted(ago);
          }

          @Override
          public void onReceived(byte[] phyPayload, Quality quality) {
            ear.onReceived(phyPayload, quality, () -> listener.onReceived(phyPayload, quality));
          }

          @Override
          public void onReceiveTimeout() {
            ear.onNothing();
            listener.onReceiveTimeout();
          }
        });
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    ear.onTransmit(channel, eirpDbm, phyPayload);
    radio.transmit(channel, eirpDbm, phyPayload);
  }

  @Override
  public void expect(LoraChannel channel, Duration in) {
    radio.expect(channel, in);
  }

  @Override
  public void receive(LoraChannel channel, Duration window) {
    ear.onListen(channel, window, false);
    radio.receive(channel, window);
  }

  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration window) {
    ear.onListen(channel, window, true);
    radio.receiveBeacon(channel, length, window);
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    ear.onListenOn(channel);
    radio.receiveContinuously(channel);
  }

  @Override
  public void sleep() {
    radio.sleep();
  }

  @Override
  public RadioTimes times() {
    return radio.times();
  }
}
