package dev.fuota.drivers.rig;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.TimeOnAir;
import dev.fuota.protocol.lorawan.TxParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One device's air. A frame is heard by a radio that listens to its form on its channel two symbols
 * after it began, and goes on until it ends.
 */
public final class Ether implements Radio {
  /** What the device sent, and when it was over. */
  public record Sent(LoraChannel channel, int dBm, Bytes phyPayload, Instant end) {}

  private record Ear(LoraChannel channel, boolean beacon, boolean window) {}

  private static final Quality QUALITY = new Quality(-95, -3);
  private static final int SPARE_SYMBOLS = 2;

  private final Simulation world;
  public final List<Sent> sent = new ArrayList<>();
  private @Nullable Listener listener;
  private @Nullable Ear ear;
  private boolean following;
  private int operation;

  public Ether(Simulation world) {
    this.world = world;
  }

  /** A downlink begins so long from now. */
  public void downlink(Duration in, LoraChannel channel, byte[] phyPayload) {
    begin(in, channel, false, phyPayload);
  }

  /** A beacon begins so long from now. */
  public void beacon(Duration in, LoraChannel channel, byte[] octets) {
    begin(in, channel, true, octets);
  }

  private void begin(Duration in, LoraChannel channel, boolean beacon, byte[] octets) {
    TxParameters form =
        beacon
            ? TxParameters.beacon(channel.spreadingFactor(), channel.bandwidthHz())
            : TxParameters.downlink(channel.spreadingFactor(), channel.bandwidthHz());
    Duration detected = Duration.ofNanos(SPARE_SYMBOLS * channel.symbolNanos());
    Duration left = TimeOnAir.of(form, octets.length).minus(detected);
    world.after(in.plus(detected), () -> detect(channel, beacon, octets, left));
  }

  private void detect(LoraChannel channel, boolean beacon, byte[] octets, Duration left) {
    Ear now = ear;
    if (now == null || following || !now.channel().equals(channel) || now.beacon() != beacon) {
      return;
    }
    following = true;
    int mine = operation;
    world.after(left, () -> ended(mine, now, octets));
  }

  private void ended(int mine, Ear then, byte[] octets) {
    if (mine != operation) {
      return;
    }
    following = false;
    if (then.window()) {
      ear = null;
      operation++;
    }
    to().onReceived(octets.clone(), QUALITY);
  }

  private Listener to() {
    if (listener == null) {
      throw new IllegalStateException("no chip is on this air");
    }
    return listener;
  }

  /** Where the device listens now, as it would be said. */
  public String listening() {
    Ear now = ear;
    return now == null ? "nowhere" : now.channel().frequencyHz() + (now.window() ? " once" : "");
  }

  @Override
  public void listen(Listener other) {
    listener = other;
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    sleep();
    int mine = operation;
    TxParameters form = TxParameters.uplink(channel.spreadingFactor(), channel.bandwidthHz());
    world.after(
        TimeOnAir.of(form, phyPayload.length),
        () -> {
          if (mine == operation) {
            sent.add(new Sent(channel, eirpDbm, Bytes.of(phyPayload), world.instant()));
            to().onTransmitted(Duration.ZERO);
          }
        });
  }

  @Override
  public void receive(LoraChannel channel, Duration window) {
    open(new Ear(channel, false, true), window);
  }

  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration window) {
    open(new Ear(channel, true, true), window);
  }

  private void open(Ear next, Duration window) {
    sleep();
    ear = next;
    int mine = operation;
    Duration spare = Duration.ofNanos(SPARE_SYMBOLS * next.channel().symbolNanos());
    world.after(
        window.plus(spare),
        () -> {
          if (mine == operation && !following) {
            sleep();
            to().onReceiveTimeout();
          }
        });
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    sleep();
    ear = new Ear(channel, false, false);
  }

  @Override
  public void sleep() {
    operation++;
    ear = null;
    following = false;
  }
}
