package dev.fuota.server.campaign;

import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;

/**
 * SessionCnt of TS004 version 2: a counter for each device and FragIndex, which rises with every
 * setup that is sent, repeated ones too. A device refuses what it has seen before, so the counters
 * belong to the service and outlive its campaigns and its process.
 */
public final class SessionCounters {
  private static final int END = 1 << 16;

  private final SessionStore store;

  /** Counters that {@code store} keeps. */
  public SessionCounters(SessionStore store) {
    this.store = store;
  }

  /** How many setups the index can still have; with none left it is spent for ever (TS004-41). */
  int left(DeviceId device, int fragIndex) {
    return END - store.nextSessionCnt(device, fragIndex);
  }

  /**
   * The counter of a setup that is about to be sent; when this returns it is durable that it was
   * used.
   *
   * @throws IllegalStateException if none is {@link #left}
   */
  int take(DeviceId device, int fragIndex) {
    if (left(device, fragIndex) == 0) {
      throw new IllegalStateException(device + " has no SessionCnt left at index " + fragIndex);
    }
    int taken = store.nextSessionCnt(device, fragIndex);
    store.saveNextSessionCnt(device, fragIndex, taken + 1);
    store.commit();
    return taken;
  }
}
