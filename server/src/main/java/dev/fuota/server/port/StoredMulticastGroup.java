package dev.fuota.server.port;

import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A multicast group that outlives the campaign that made it.
 *
 * @param name the group's identity
 * @param mcGroupId 0..3
 * @param network name of the network that the members are in
 * @param members devices that have the group's key, in their order
 */
public record StoredMulticastGroup(
    String name,
    DevAddr mcAddr,
    int mcGroupId,
    AesKey mcKey,
    String network,
    Set<DeviceId> members) {
  public StoredMulticastGroup {
    members = Collections.unmodifiableSet(new TreeSet<>(members));
  }
}
