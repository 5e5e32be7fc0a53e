package dev.fuota.server.port;

import java.util.List;
import java.util.Optional;

/**
 * What the network must not forget of a device.
 *
 * @param lastDevNonce the highest of its join-requests that was accepted, or -1
 * @param lastJoinNonce of the last join-accept, 0 before the first one
 * @param lastRjCount1 last accepted of rejoin-requests of type 1, or -1
 * @param session the one by which its last uplink came
 * @param offered newer ones, the oldest first, as long as no uplink came by any of them: nobody
 *     knows of which the device has heard
 */
public record StoredDevice(
    DeviceId device,
    int lastDevNonce,
    int lastJoinNonce,
    int lastRjCount1,
    Optional<StoredSession> session,
    List<StoredSession> offered) {
  public StoredDevice {
    offered = List.copyOf(offered);
  }

  /** A device that never joined. */
  public static StoredDevice unknown(DeviceId device) {
    return new StoredDevice(device, -1, 0, -1, Optional.empty(), List.of());
  }
}
