package dev.fuota.server.network;

import java.time.Duration;
import java.util.Map;

/**
 * What the network server did so far.
 *
 * @param uplinks authentic, with a new counter
 * @param joins join-requests and rejoin-requests accepted
 * @param drops all other received frames, each reason present
 * @param rx1Frames downlinks given to gateways for first windows
 * @param rx2Frames downlinks given to gateways for second windows
 * @param otherFrames downlinks given to gateways for ping slots, or for devices and groups that
 *     listen all the time
 * @param multicastFrames frames made for groups, each for one gateway or several
 * @param refusals how often a gateway refused a frame
 * @param timeOnAir of all frames given to gateways
 * @param gateways that are connected now
 */
public record NetworkStatistics(
    long uplinks,
    long joins,
    Map<Drop, Long> drops,
    long rx1Frames,
    long rx2Frames,
    long otherFrames,
    long multicastFrames,
    long refusals,
    Duration timeOnAir,
    int gateways) {
  public NetworkStatistics {
    drops = Map.copyOf(drops);
  }
}
