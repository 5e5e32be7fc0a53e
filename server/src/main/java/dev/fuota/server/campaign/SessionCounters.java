package dev.fuota.server.campaign;

import dev.fuota.server.port.DeviceId;
import java.util.HashMap;
import java.util.Map;

/**
 * SessionCnt of TS004 version 2: a counter for each device and FragIndex, which rises with every
 * setup that is sent, repeated ones too. A device refuses what it has seen before, so the counters
 * belong to the service and outlive its campaigns.
 */
public final class SessionCounters {
  private static final int END = 1 << 16;

  private final Map<Index, Integer> next = new HashMap<>();

  /** One fragmentation index of one device. */
  private record Index(DeviceId device, int fragIndex) {}

  /** How many setups the index can still have; with none left it is spent for ever (TS004-41). */
  int left(DeviceId device, int fragIndex) {
    return END - next.getOrDefault(new Index(device, fragIndex), 0);
  }

  /**
   * The counter of a setup that is about to be sent.
   *
   * @throws IllegalStateException if none is {@link #left}
   */
  int take(DeviceId device, int fragIndex) {
    if (left(device, fragIndex) == 0) {
      throw new IllegalStateException(device + " has no SessionCnt left at index " + fragIndex);
    }
    return next.merge(new Index(device, fragIndex), 1, Integer::sum) - 1;
  }
}
