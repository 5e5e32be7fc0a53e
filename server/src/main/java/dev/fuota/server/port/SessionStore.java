package dev.fuota.server.port;

import dev.fuota.protocol.lorawan.DevAddr;
import java.util.Optional;

/**
 * Keeps what a network server must not forget. What is saved is seen at once by whoever reads here,
 * and survives the process from the next {@link #commit} on; all that is saved between two commits
 * survives together or not at all.
 */
public interface SessionStore {

  Optional<StoredDevice> device(DeviceId device);

  void save(StoredDevice device);

  /** Whether the device has used this DevNonce, as far as it was told to {@link #addDevNonce}. */
  boolean hasDevNonce(DeviceId device, int devNonce);

  void addDevNonce(DeviceId device, int devNonce);

  Optional<StoredGroup> group(DevAddr mcAddr);

  void save(StoredGroup group);

  /** The next SessionCnt of a device's fragmentation index (TS004 version 2); 0 at first. */
  int nextSessionCnt(DeviceId device, int fragIndex);

  void saveNextSessionCnt(DeviceId device, int fragIndex, int next);

  /** Returns when what was saved so far is durable. */
  void commit();
}
