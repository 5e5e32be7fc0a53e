package dev.fuota.fleet.air;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.radio.Radio;
import dev.fuota.hal.time.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A device's transceiver on the {@link Air}. A frame that the link loses is not noticed at all: the
 * receive window then ends as if nothing had been sent.
 */
final class AirRadio implements Radio {
  private static final Quality QUALITY = new Quality(-80, 7);

  private enum Mode {
    SLEEPING,
    SENDING,
    WINDOW,
    CONTINUOUS
  }

  private final Air air;
  private final LossModel link;
  private @Nullable Listener listener;
  private Mode mode = Mode.SLEEPING;
  private @Nullable LoraChannel channel;
  private Scheduler.@Nullable Task pending;
  private @Nullable Uplink sending;
  private boolean locked;

  AirRadio(Air air, LossModel link) {
    this.air = air;
    this.link = link;
  }

  @Override
  public void listen(Listener listener) {
    this.listener = listener;
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    sleep();
    mode = Mode.SENDING;
    Uplink uplink = new Uplink(channel, phyPayload.clone());
    sending = uplink;
    air.beginUplink(uplink);
    pending =
        air.scheduler().after(Air.timeOnAir(channel, phyPayload, true), () -> transmitted(uplink));
  }

  private void transmitted(Uplink uplink) {
    sending = null;
    mode = Mode.SLEEPING;
    boolean heard = !link.losesNext() && !uplink.isUnheard() && !uplink.isCollided();
    listener().onTransmitted();
    air.endUplink(uplink, heard);
  }

  @Override
  public void receive(LoraChannel channel, Duration window) {
    startListening(Mode.WINDOW, channel);
    pending = air.scheduler().after(window.plus(Air.detection(channel)), this::windowPassed);
  }

  private void windowPassed() {
    if (!locked) {
      sleep();
      listener().onReceiveTimeout();
    }
  }

  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration window) {
    receive(channel, window);
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    startListening(Mode.CONTINUOUS, channel);
  }

  /** Also what a reset or a loss of power does: a frame that is being sent breaks off. */
  @Override
  public void sleep() {
    if (pending != null) {
      pending.cancel();
      pending = null;
    }
    if (sending != null) {
      air.endUplink(sending, false);
      sending = null;
    }
    if (channel != null) {
      air.stopListening(this, channel);
      channel = null;
    }
    locked = false;
    mode = Mode.SLEEPING;
  }

  private void startListening(Mode mode, LoraChannel channel) {
    sleep();
    this.mode = mode;
    this.channel = channel;
    air.startListening(this, channel);
  }

  /** A preamble is there; whether this radio follows the frame. */
  boolean locks() {
    locked = !link.losesNext();
    return locked;
  }

  /** The frame that {@link #locks} followed has ended; it is lost if another operation began. */
  void frameEnded(byte[] phyPayload) {
    if (!locked) {
      return;
    }
    if (mode == Mode.WINDOW) {
      sleep();
    }
    locked = false;
    listener().onReceived(phyPayload.clone(), QUALITY);
  }

  private Listener listener() {
    if (listener == null) {
      throw new IllegalStateException("no MAC listens to this radio");
    }
    return listener;
  }

  /** An uplink that is on the air. */
  static final class Uplink {
    private final LoraChannel channel;
    private final byte[] phyPayload;
    private boolean collided;
    private boolean unheard;

    Uplink(LoraChannel channel, byte[] phyPayload) {
      this.channel = channel;
      this.phyPayload = phyPayload;
    }

    LoraChannel channel() {
      return channel;
    }

    byte[] phyPayload() {
      return phyPayload;
    }

    void collided() {
      collided = true;
    }

    void unheard() {
      unheard = true;
    }

    boolean isCollided() {
      return collided;
    }

    boolean isUnheard() {
      return unheard;
    }
  }
}
