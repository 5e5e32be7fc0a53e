package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.DeviceId;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A multicast group (TS005).
 *
 * @param mcGroupId 0..3, the number by which the devices call it
 * @param members devices that have the group from an earlier campaign (TP-10); there may be others
 *     than the targets among them
 */
public record CampaignGroup(int mcGroupId, DevAddr mcAddr, AesKey mcKey, Set<DeviceId> members) {
  public CampaignGroup {
    members = Set.copyOf(members);
  }

  /**
   * A new group without members.
   *
   * @param random draws the key: a {@link java.security.SecureRandom} wherever keys matter
   */
  public static CampaignGroup create(int mcGroupId, DevAddr mcAddr, RandomGenerator random) {
    byte[] key = new byte[AesKey.LENGTH];
    random.nextBytes(key);
    return new CampaignGroup(mcGroupId, mcAddr, AesKey.of(Bytes.of(key)), Set.of());
  }
}
