package dev.fuota.fleet.air;

import java.time.Duration;

/** Counts what is on the air. */
final class AirCount {
  private long downlinks;
  private long downlinkNanos;
  private long uplinks;
  private long uplinkNanos;
  private long heard;
  private long collided;
  private long unheard;
  private long crowded;
  private long copies;
  private long received;

  void downlink(long nanos) {
    downlinks++;
    downlinkNanos += nanos;
  }

  /**
   * An uplink has ended.
   *
   * @param nanos its time on air as it was meant, even if it broke off
   * @param hearing how many gateways heard it
   */
  void uplink(Uplink uplink, long nanos, int hearing) {
    uplinks++;
    uplinkNanos += nanos;
    copies += hearing;
    if (hearing > 0) {
      heard++;
      return;
    }
    collided += uplink.met(Uplink.Fate.COLLIDED) ? 1 : 0;
    unheard += uplink.met(Uplink.Fate.DEAF) ? 1 : 0;
    crowded += uplink.met(Uplink.Fate.CROWDED) ? 1 : 0;
  }

  /** A device received a frame. */
  void received() {
    received++;
  }

  AirFigures figures() {
    return new AirFigures(
        downlinks,
        Duration.ofNanos(downlinkNanos),
        uplinks,
        Duration.ofNanos(uplinkNanos),
        heard,
        collided,
        unheard,
        crowded,
        copies,
        received);
  }
}
