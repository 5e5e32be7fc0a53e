package dev.fuota.linux.pi4j;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An air in real time: frames take 40 ms, and in each receive window there is one. */
final class RealAir implements Radio {
  static final Duration FRAME = Duration.ofMillis(40);
  static final byte[] DOWNLINK = {0x60, 1, 2, 3, 4, 5};

  final List<byte[]> sent = new ArrayList<>();
  private final Scheduler scheduler;
  private @Nullable Listener listener;
  private int operation;

  RealAir(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void listen(Listener other) {
    listener = other;
  }

  private Listener listener() {
    if (listener == null) {
      throw new IllegalStateException("no chip listens");
    }
    return listener;
  }

  private void later(Runnable action) {
    int mine = ++operation;
    scheduler.after(
        FRAME,
        () -> {
          if (mine == operation) {
            action.run();
          }
        });
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    sent.add(phyPayload);
    later(() -> listener().onTransmitted(Duration.ZERO));
  }

  @Override
  public void receive(LoraChannel channel, Duration window) {
    later(() -> listener().onReceived(DOWNLINK.clone(), new Quality(-80, 7)));
  }

  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration window) {
    later(() -> listener().onReceiveTimeout());
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    receive(channel, FRAME);
  }

  @Override
  public void sleep() {
    operation++;
  }
}
