package dev.fuota.fleet.lorawan;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredGroup;
import dev.fuota.server.store.MemoryStore;
import java.util.Optional;

/**
 * The store of a server that lasts as long as its fleet. Such a server reads devices before it
 * hears of them, and never again: nothing is kept of them but what it asks for while it runs.
 */
final class LastingStore implements SessionStore {
  private final MemoryStore asked = new MemoryStore();

  @Override
  public Optional<StoredDevice> device(DeviceId device) {
    return Optional.empty();
  }

  @Override
  public void save(StoredDevice device) {}

  @Override
  public boolean hasDevNonce(DeviceId device, int devNonce) {
    return asked.hasDevNonce(device, devNonce);
  }

  @Override
  public void addDevNonce(DeviceId device, int devNonce) {
    asked.addDevNonce(device, devNonce);
  }

  @Override
  public Optional<StoredGroup> group(DevAddr mcAddr) {
    return asked.group(mcAddr);
  }

  @Override
  public void save(StoredGroup group) {
    asked.save(group);
  }

  @Override
  public int nextSessionCnt(DeviceId device, int fragIndex) {
    return asked.nextSessionCnt(device, fragIndex);
  }

  @Override
  public void saveNextSessionCnt(DeviceId device, int fragIndex, int next) {
    asked.saveNextSessionCnt(device, fragIndex, next);
  }

  @Override
  public void commit() {}
}
