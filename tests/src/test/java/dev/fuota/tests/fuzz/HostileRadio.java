package dev.fuota.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.sim.Simulation;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.protocol.codec.Bytes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A radio that hears, in whatever window comes next, what the fuzzer had in mind. */
final class HostileRadio implements Radio {
  private static final Duration AIR_TIME = Duration.ofMillis(70);
  private static final Quality QUALITY = new Quality(-80, 5);

  private final Simulation world;
  private final Deque<Bytes> frames = new ArrayDeque<>();
  private Radio.@Nullable Listener listener;
  private Scheduler.@Nullable Task pending;
  private boolean continuous;
  private int transmissions;
  private Bytes lastSent = Bytes.EMPTY;

  HostileRadio(Simulation world) {
    this.world = world;
  }

  /** For the next window; at once if the radio is listening without end. */
  void deliver(Bytes phy) {
    frames.add(phy);
    if (continuous) {
      hearNext();
    }
  }

  void silence() {
    frames.clear();
  }

  int transmissions() {
    return transmissions;
  }

  Bytes lastSent() {
    return lastSent;
  }

  private void hearNext() {
    Bytes phy = frames.poll();
    if (phy != null) {
      tell(to -> to.onReceived(phy.toArray(), QUALITY));
    }
  }

  private void tell(Consumer<Radio.Listener> event) {
    if (listener != null) {
      event.accept(listener);
    }
  }

  @Override
  public void listen(Listener other) {
    listener = other;
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    assertThat(phyPayload.length).isBetween(12, 255);
    assertThat(eirpDbm).isBetween(-50, 36);
    transmissions++;
    lastSent = Bytes.of(phyPayload);
    plan(AIR_TIME, () -> tell(ears -> ears.onTransmitted(Duration.ZERO)));
  }

  @Override
  public void receive(LoraChannel channel, Duration window) {
    assertThat(window).isPositive();
    if (frames.isEmpty()) {
      plan(window, () -> tell(Radio.Listener::onReceiveTimeout));
    } else {
      plan(AIR_TIME, this::hearNext);
    }
  }

  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration window) {
    receive(channel, window);
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    stop();
    continuous = true;
    if (!frames.isEmpty()) {
      pending = world.after(AIR_TIME, this::hearNext);
    }
  }

  @Override
  public void sleep() {
    stop();
  }

  private void plan(Duration delay, Runnable event) {
    stop();
    pending = world.after(delay, event);
  }

  private void stop() {
    continuous = false;
    if (pending != null) {
      pending.cancel();
    }
  }
}
