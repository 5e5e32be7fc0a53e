package dev.fuota.server.store;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredGroup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Forgets everything with the process, as a simulation does. */
public final class MemoryStore implements SessionStore {
  private record Nonce(DeviceId device, int devNonce) {}

  private final Map<DeviceId, StoredDevice> devices = new HashMap<>();
  private final Set<Nonce> nonces = new HashSet<>();
  private final Map<DevAddr, StoredGroup> groups = new HashMap<>();

  @Override
  public Optional<StoredDevice> device(DeviceId device) {
    return Optional.ofNullable(devices.get(device));
  }

  @Override
  public void save(StoredDevice device) {
    devices.put(device.device(), device);
  }

  @Override
  public boolean hasDevNonce(DeviceId device, int devNonce) {
    return nonces.contains(new Nonce(device, devNonce));
  }

  @Override
  public void addDevNonce(DeviceId device, int devNonce) {
    nonces.add(new Nonce(device, devNonce));
  }

  @Override
  public Optional<StoredGroup> group(DevAddr mcAddr) {
    return Optional.ofNullable(groups.get(mcAddr));
  }

  @Override
  public void save(StoredGroup group) {
    groups.put(group.mcAddr(), group);
  }

  @Override
  public void commit() {}
}
