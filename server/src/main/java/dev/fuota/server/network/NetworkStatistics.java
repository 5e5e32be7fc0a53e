package dev.fuota.server.network;

import java.time.Duration;
import java.util.Map;

/**
 * What the network server did so far.
 *
 * @param uplinks authentic, with a new counter
 * @param drops all other received frames, each reason present
 * @param rx1Frames downlinks given to the gateway for first windows
 * @param rx2Frames downlinks given to the gateway for second windows
 * @param multicastFrames frames to groups given to the gateway
 * @param timeOnAir of all frames given to the gateway
 */
public record NetworkStatistics(
    long uplinks,
    Map<Drop, Long> drops,
    long rx1Frames,
    long rx2Frames,
    long multicastFrames,
    Duration timeOnAir) {
  public NetworkStatistics {
    drops = Map.copyOf(drops);
  }
}
