package dev.fuota.server.port;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import java.util.Set;

/**
 * What {@code cli} keeps of its one campaign, as long as it has no other book.
 *
 * @param firmware SHA-256 of the fragments that it sends, padding and all
 * @param mcKey of its group, whose counter goes on as long as the key stays
 * @param updated devices that have reported the new firmware
 */
public record StoredUpdate(Bytes firmware, DevAddr mcAddr, AesKey mcKey, Set<DeviceId> updated) {
  public StoredUpdate {
    updated = Set.copyOf(updated);
  }
}
