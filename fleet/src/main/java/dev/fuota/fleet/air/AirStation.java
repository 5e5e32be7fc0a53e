package dev.fuota.fleet.air;

import dev.fuota.fleet.air.link.Decibels;
import dev.fuota.fleet.air.link.ShadowField;
import dev.fuota.gateway.concentrator.Emission;
import java.time.Duration;

/** A gateway on the {@link Air}: what it receives with, and what keeps it from receiving. */
final class AirStation implements Station {
  private static final int FAST_MAX = 10;

  private final Air air;
  private final int index;
  private final Position position;
  private final StationSettings settings;
  private final StationListener listener;
  private final ShadowField shadows;
  private final Chain bursts;
  private boolean sending;
  private int busyAny;
  private int busyFast;

  AirStation(
      Air air,
      int index,
      Position position,
      StationSettings settings,
      StationListener listener,
      ShadowField shadows,
      Chain bursts) {
    this.air = air;
    this.index = index;
    this.position = position;
    this.settings = settings;
    this.listener = listener;
    this.shadows = shadows;
    this.bursts = bursts;
  }

  int index() {
    return index;
  }

  Position position() {
    return position;
  }

  StationSettings settings() {
    return settings;
  }

  StationListener listener() {
    return listener;
  }

  ShadowField shadows() {
    return shadows;
  }

  Chain bursts() {
    return bursts;
  }

  double noiseDbm(int bandwidthHz) {
    return Decibels.noiseDbm(bandwidthHz, settings.noiseFigureDb());
  }

  @Override
  public Duration emit(Emission emission) {
    if (sending) {
      throw new IllegalStateException("the gateway sends two frames at once");
    }
    sending = true;
    return air.emit(this, emission);
  }

  void sent() {
    sending = false;
  }

  boolean isSending() {
    return sending;
  }

  /** A preamble was detected; whether there is a demodulator for the frame. */
  boolean take(Uplink uplink) {
    Demodulators limit = settings.demodulators();
    if (isFast(uplink) && busyFast < limit.fast()) {
      busyFast++;
    } else if (busyAny < limit.any()) {
      busyAny++;
    } else {
      return false;
    }
    uplink.occupy(index);
    return true;
  }

  /** The frame has ended. Which of two free demodulators took it makes no difference. */
  void release(Uplink uplink) {
    if (!uplink.occupies(index)) {
      return;
    }
    if (isFast(uplink) && busyFast > 0) {
      busyFast--;
    } else {
      busyAny--;
    }
  }

  private static boolean isFast(Uplink uplink) {
    return uplink.channel().spreadingFactor() <= FAST_MAX;
  }
}
