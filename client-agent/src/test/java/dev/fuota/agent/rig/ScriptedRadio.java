package dev.fuota.agent.rig;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.TimeOnAir;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A radio whose other end is a test. Frames take their time on air, windows their length. */
public final class ScriptedRadio implements Radio {
  /** What a device did with its radio. */
  public record Transmission(LoraChannel channel, Bytes phyPayload) {}

  /** A window that a device said it would open. */
  public record Announced(LoraChannel channel, Instant at) {}

  private static final Duration BEACON_EU868 = Duration.ofNanos(152_576_000);
  private static final Quality QUALITY = new Quality(-80, 7);

  private final Simulation world;
  private @Nullable Listener listener;
  private @Nullable LoraChannel listening;
  private int operation;
  private Consumer<Transmission> heard = transmission -> {};
  private Function<LoraChannel, Optional<Bytes>> inWindow = channel -> Optional.empty();
  private Function<LoraChannel, Optional<Bytes>> beacons = channel -> Optional.empty();
  private Consumer<Runnable> guard = Runnable::run;

  /** Every channel on which a receive window was opened, in order. */
  public final List<LoraChannel> windows = new ArrayList<>();

  /** When each window that was announced was to open, and where. */
  public final List<Announced> announced = new ArrayList<>();

  /** When the beacons began that were heard. */
  public final List<Instant> beaconStarts = new ArrayList<>();

  public ScriptedRadio(Simulation world) {
    this.world = world;
  }

  /** Whoever hears the uplinks. */
  public void onTransmission(Consumer<Transmission> network) {
    heard = network;
  }

  /** Whoever sends in receive windows. */
  public void answerWindows(Function<LoraChannel, Optional<Bytes>> network) {
    inWindow = network;
  }

  /** Whoever sends beacons; one begins in the middle of its window. */
  public void sendBeacons(Function<LoraChannel, Optional<Bytes>> network) {
    beacons = network;
  }

  /** Runs everything that the device does in answer to the radio. */
  public void guardedBy(Consumer<Runnable> runner) {
    guard = runner;
  }

  /** The radio loses power: whatever was under way never ends. */
  public void off() {
    operation++;
    listening = null;
    listener = null;
  }

  /** Where it listens continuously. */
  public Optional<LoraChannel> listening() {
    return Optional.ofNullable(listening);
  }

  /** A frame ends that the device hears if it listens continuously on that channel. */
  public boolean broadcast(LoraChannel channel, Bytes phyPayload) {
    if (!channel.equals(listening)) {
      return false;
    }
    tell(to -> to.onReceived(phyPayload.toArray(), QUALITY));
    return true;
  }

  private void tell(Consumer<Listener> event) {
    Listener to = listener;
    if (to != null) {
      guard.accept(() -> event.accept(to));
    }
  }

  private void later(Duration delay, Runnable action) {
    int mine = ++operation;
    world.after(
        delay,
        () -> {
          if (mine == operation) {
            action.run();
          }
        });
  }

  @Override
  public void listen(Listener other) {
    listener = other;
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    listening = null;
    Transmission transmission = new Transmission(channel, Bytes.of(phyPayload));
    later(
        airTime(channel, phyPayload.length, true),
        () -> {
          heard.accept(transmission);
          tell(ears -> ears.onTransmitted(Duration.ZERO));
        });
  }

  @Override
  public void expect(LoraChannel channel, Duration in) {
    announced.add(new Announced(channel, world.instant().plus(in)));
  }

  @Override
  public void receive(LoraChannel channel, Duration window) {
    listening = null;
    windows.add(channel);
    Optional<Bytes> frame = inWindow.apply(channel);
    if (frame.isPresent()) {
      later(
          airTime(channel, frame.get().length(), false),
          () -> tell(to -> to.onReceived(frame.get().toArray(), QUALITY)));
    } else {
      later(window, () -> tell(Listener::onReceiveTimeout));
    }
  }

  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration window) {
    listening = null;
    windows.add(channel);
    Optional<Bytes> frame = beacons.apply(channel);
    if (frame.isPresent()) {
      later(
          window.dividedBy(2).plus(BEACON_EU868),
          () -> {
            beaconStarts.add(world.instant().minus(BEACON_EU868));
            tell(to -> to.onReceived(frame.get().toArray(), QUALITY));
          });
    } else {
      later(window, () -> tell(Listener::onReceiveTimeout));
    }
  }

  private static Duration airTime(LoraChannel channel, int length, boolean crc) {
    return TimeOnAir.of(channel.spreadingFactor(), channel.bandwidthHz(), length, crc);
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    operation++;
    listening = channel;
  }

  @Override
  public void sleep() {
    operation++;
    listening = null;
  }
}
