package dev.fuota.server.store;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredCampaign;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredGroup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Forgets everything with the process, as a simulation does. */
public final class MemoryStore implements SessionStore {
  private record Numbered(DeviceId device, int number) {}

  private final Map<DeviceId, StoredDevice> devices = new HashMap<>();
  private final Set<Numbered> nonces = new HashSet<>();
  private final Map<DevAddr, StoredGroup> groups = new HashMap<>();
  private final Map<Numbered, Integer> sessionCnts = new HashMap<>();
  private Optional<StoredCampaign> campaign = Optional.empty();

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
    return nonces.contains(new Numbered(device, devNonce));
  }

  @Override
  public void addDevNonce(DeviceId device, int devNonce) {
    nonces.add(new Numbered(device, devNonce));
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
  public Optional<StoredCampaign> campaign() {
    return campaign;
  }

  @Override
  public void save(StoredCampaign newest) {
    campaign = Optional.of(newest);
  }

  @Override
  public int nextSessionCnt(DeviceId device, int fragIndex) {
    return sessionCnts.getOrDefault(new Numbered(device, fragIndex), 0);
  }

  @Override
  public void saveNextSessionCnt(DeviceId device, int fragIndex, int next) {
    sessionCnts.put(new Numbered(device, fragIndex), next);
  }

  @Override
  public void commit() {}
}
