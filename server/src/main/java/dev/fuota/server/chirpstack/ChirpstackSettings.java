package dev.fuota.server.chirpstack;

import dev.fuota.gateway.port.GatewayId;
import dev.fuota.protocol.lorawan.region.Region;
import java.time.Duration;
import java.util.List;

/**
 * What the adapter must be told about a ChirpStack.
 *
 * @param applicationId UUID of the application that has the devices
 * @param region of the devices
 * @param gateways that send multicast frames; if there are none, ChirpStack picks those that heard
 *     the members of the group last
 * @param retryFor how long a call is repeated while ChirpStack is away
 * @param poll how often the queue of a group is looked at while a frame waits in it
 */
public record ChirpstackSettings(
    String applicationId,
    Region region,
    List<GatewayId> gateways,
    Duration retryFor,
    Duration poll) {
  private static final int UUID_LENGTH = 36;

  public ChirpstackSettings {
    gateways = List.copyOf(gateways);
    if (applicationId.length() != UUID_LENGTH
        || !applicationId.chars().allMatch(c -> c == '-' || Character.digit(c, 16) >= 0)) {
      throw new IllegalArgumentException("the application id is no UUID");
    }
    if (poll.isNegative() || poll.isZero() || retryFor.isNegative()) {
      throw new IllegalArgumentException("a time that is not positive");
    }
  }

  /** With an hour of patience and a look at the queues each second. */
  public ChirpstackSettings(String applicationId, Region region, List<GatewayId> gateways) {
    this(applicationId, region, gateways, Duration.ofHours(1), Duration.ofSeconds(1));
  }
}
