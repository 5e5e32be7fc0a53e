package dev.fuota.fleet.air;

import dev.fuota.hal.radio.LoraChannel;
import dev.fuota.hal.radio.Quality;
import dev.fuota.hal.time.Scheduler;
import dev.fuota.server.planner.RadioTimes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A device's transceiver on the {@link Air}. A frame that the link loses is not noticed at all: the
 * receive window then ends as if nothing had been sent. One that another destroys after it was
 * detected ends the window too, with nothing received.
 */
final class AirRadio implements DeviceRadio {
  private enum Mode {
    SLEEPING,
    SENDING,
    WINDOW,
    CONTINUOUS
  }

  private final Air air;
  private final Site site;
  private final LossModel burst;
  private @Nullable Listener listener;
  private Mode mode = Mode.SLEEPING;
  private @Nullable Listeners others;
  private Scheduler.@Nullable Task pending;
  private @Nullable Uplink sending;
  private int place;
  private @Nullable Following following;
  private long modeSince;
  private long sendingNanos;
  private long receivingNanos;

  /** A frame whose preamble was detected. */
  private record Following(Downlink downlink, double powerDbm, Quality quality) {}

  AirRadio(Air air, Site site, LossModel burst) {
    this.air = air;
    this.site = site;
    this.burst = burst;
  }

  Site site() {
    return site;
  }

  /** Its place among the {@link Listeners}; of no meaning while it does not listen. */
  int place() {
    return place;
  }

  void place(int next) {
    place = next;
  }

  LossModel burst() {
    return burst;
  }

  @Override
  public void listen(Listener listener) {
    this.listener = listener;
  }

  @Override
  public void transmit(LoraChannel channel, int eirpDbm, byte[] phyPayload) {
    sleep();
    enter(Mode.SENDING);
    Uplink uplink = air.beginUplink(this, channel, eirpDbm, phyPayload.clone());
    sending = uplink;
    pending = air.scheduler().after(Duration.ofNanos(uplink.nanos()), () -> transmitted(uplink));
  }

  private void transmitted(Uplink uplink) {
    sending = null;
    enter(Mode.SLEEPING);
    boolean lost = burst.losesNext();
    listener().onTransmitted(Duration.ZERO);
    air.endUplink(uplink, lost);
  }

  @Override
  public void receive(LoraChannel channel, Duration window) {
    listenFor(Form.DOWNLINK, channel, window);
  }

  /** Beacons of a region have one length; the receiver does not look at it. */
  @Override
  public void receiveBeacon(LoraChannel channel, int length, Duration window) {
    listenFor(Form.BEACON, channel, window);
  }

  private void listenFor(Form form, LoraChannel channel, Duration window) {
    startListening(Mode.WINDOW, new Air.Ear(channel, form));
    pending = air.scheduler().after(window.plus(form.spare(channel)), this::windowPassed);
  }

  private void windowPassed() {
    if (following == null) {
      sleep();
      listener().onReceiveTimeout();
    }
  }

  @Override
  public void receiveContinuously(LoraChannel channel) {
    startListening(Mode.CONTINUOUS, new Air.Ear(channel, Form.DOWNLINK));
  }

  /** Also what a reset or a loss of power does: a frame that is being sent breaks off. */
  @Override
  public void sleep() {
    if (pending != null) {
      pending.cancel();
      pending = null;
    }
    if (sending != null) {
      air.breakOff(sending);
      sending = null;
    }
    if (others != null) {
      others.remove(this);
      others = null;
    }
    following = null;
    enter(Mode.SLEEPING);
  }

  private void startListening(Mode mode, Air.Ear ear) {
    sleep();
    enter(mode);
    Listeners joined = air.listeners(ear);
    joined.add(this);
    others = joined;
  }

  private void enter(Mode next) {
    long now = air.nowNanos();
    long passed = now - modeSince;
    switch (mode) {
      case SENDING -> sendingNanos += passed;
      case WINDOW, CONTINUOUS -> receivingNanos += passed;
      case SLEEPING -> {} // the rest of the time
    }
    modeSince = now;
    mode = next;
  }

  @Override
  public RadioTimes times() {
    enter(mode);
    return new RadioTimes(Duration.ofNanos(sendingNanos), Duration.ofNanos(receivingNanos));
  }

  /**
   * Whether a frame that could be heard is followed: the first one, or a stronger one that begins
   * in its preamble.
   */
  boolean follows(Downlink downlink, double powerDbm) {
    if (following == null) {
      return true;
    }
    Downlink first = following.downlink();
    long later = downlink.startNanos() - first.startNanos();
    return powerDbm > following.powerDbm() && later < first.form().preambleNanos(first.channel());
  }

  void follow(Downlink downlink, double powerDbm, Quality quality) {
    following = new Following(downlink, powerDbm, quality);
  }

  /** Not if another operation began since. */
  boolean isFollowing(Downlink downlink) {
    return following != null && following.downlink() == downlink;
  }

  double followedPowerDbm() {
    return following == null ? Double.NEGATIVE_INFINITY : following.powerDbm();
  }

  /** The frame that this radio followed has ended. */
  void frameEnded(Downlink downlink, boolean destroyed) {
    Following followed = following;
    if (followed == null) {
      return;
    }
    boolean window = mode == Mode.WINDOW;
    if (window) {
      sleep();
    }
    following = null;
    if (!destroyed) {
      listener().onReceived(downlink.phyPayload().clone(), followed.quality());
    } else if (window) {
      listener().onReceiveTimeout();
    }
  }

  private Listener listener() {
    if (listener == null) {
      throw new IllegalStateException("no MAC listens to this radio");
    }
    return listener;
  }
}
