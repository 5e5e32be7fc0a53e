package dev.fuota.server.port;

import java.util.Optional;

/**
 * What the network must not forget of a device.
 *
 * @param lastDevNonce the highest of its join-requests that was accepted, or -1
 * @param lastJoinNonce of the last join-accept, 0 before the first one
 * @param lastRjCount1 last accepted of rejoin-requests of type 1, or -1
 * @param session the newest one
 */
public record StoredDevice(
    DeviceId device,
    int lastDevNonce,
    int lastJoinNonce,
    int lastRjCount1,
    Optional<StoredSession> session) {

  /** A device that never joined. */
  public static StoredDevice unknown(DeviceId device) {
    return new StoredDevice(device, -1, 0, -1, Optional.empty());
  }
}
