package dev.fuota.fleet.lorawan;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.campaign.CampaignKeeper;
import dev.fuota.server.campaign.CampaignState;
import dev.fuota.server.campaign.ParticipantState;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredGroup;
import dev.fuota.server.store.MemoryStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The store of a server that is killed between two of its turns: what it did not commit is gone
 * then. The state of a campaign is stored at the end of each turn, as the service does it.
 */
final class ServerStore implements SessionStore, CampaignKeeper {
  private record Numbered(DeviceId device, int number) {}

  private final MemoryStore durable = new MemoryStore();
  private final Map<DeviceId, StoredDevice> devices = new HashMap<>();
  private final Set<Numbered> nonces = new HashSet<>();
  private final Map<DevAddr, StoredGroup> groups = new HashMap<>();
  private final Map<Numbered, Integer> sessionCnts = new HashMap<>();
  private final Map<DeviceId, ParticipantState> participants = new HashMap<>();
  private @Nullable CampaignState state;

  /** The process is no more. */
  void forget() {
    devices.clear();
    nonces.clear();
    groups.clear();
    sessionCnts.clear();
  }

  /** The campaign as it was stored; empty before it began. */
  Optional<CampaignState> campaign() {
    return Optional.ofNullable(state);
  }

  Map<DeviceId, ParticipantState> participants() {
    return Map.copyOf(participants);
  }

  @Override
  public void save(CampaignState next) {
    state = next;
  }

  @Override
  public void save(ParticipantState next) {
    participants.put(next.device(), next);
  }

  @Override
  public Optional<StoredDevice> device(DeviceId device) {
    StoredDevice pending = devices.get(device);
    return pending == null ? durable.device(device) : Optional.of(pending);
  }

  @Override
  public void save(StoredDevice device) {
    devices.put(device.device(), device);
  }

  @Override
  public boolean hasDevNonce(DeviceId device, int devNonce) {
    return nonces.contains(new Numbered(device, devNonce)) || durable.hasDevNonce(device, devNonce);
  }

  @Override
  public void addDevNonce(DeviceId device, int devNonce) {
    nonces.add(new Numbered(device, devNonce));
  }

  @Override
  public Optional<StoredGroup> group(DevAddr mcAddr) {
    StoredGroup pending = groups.get(mcAddr);
    return pending == null ? durable.group(mcAddr) : Optional.of(pending);
  }

  @Override
  public void save(StoredGroup group) {
    groups.put(group.mcAddr(), group);
  }

  @Override
  public int nextSessionCnt(DeviceId device, int fragIndex) {
    Integer pending = sessionCnts.get(new Numbered(device, fragIndex));
    return pending == null ? durable.nextSessionCnt(device, fragIndex) : pending;
  }

  @Override
  public void saveNextSessionCnt(DeviceId device, int fragIndex, int next) {
    sessionCnts.put(new Numbered(device, fragIndex), next);
  }

  @Override
  public void commit() {
    devices.values().forEach(durable::save);
    nonces.forEach(it -> durable.addDevNonce(it.device(), it.number()));
    groups.values().forEach(durable::save);
    sessionCnts.forEach((it, next) -> durable.saveNextSessionCnt(it.device(), it.number(), next));
    devices.clear();
    nonces.clear();
    groups.clear();
    sessionCnts.clear();
  }
}
