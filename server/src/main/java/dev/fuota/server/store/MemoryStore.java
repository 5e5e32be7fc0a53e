package dev.fuota.server.store;

import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.server.port.CampaignStore;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.SessionStore;
import dev.fuota.server.port.StoredCampaign;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredDeviceRecord;
import dev.fuota.server.port.StoredFile;
import dev.fuota.server.port.StoredGroup;
import dev.fuota.server.port.StoredMulticastGroup;
import dev.fuota.server.port.StoredPart;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Forgets everything with the process, as a simulation does. */
public final class MemoryStore implements SessionStore, CampaignStore {
  private record Numbered(DeviceId device, int number) {}

  private record PartKey(long campaign, int part) {
    static final Comparator<PartKey> ORDER =
        Comparator.comparingLong(PartKey::campaign).thenComparingInt(PartKey::part);
  }

  private final Map<DeviceId, StoredDevice> devices = new HashMap<>();
  private final Set<Numbered> nonces = new HashSet<>();
  private final Map<DevAddr, StoredGroup> groups = new HashMap<>();
  private final Map<Numbered, Integer> sessionCnts = new HashMap<>();
  private final SortedMap<Long, StoredCampaign> campaigns = new TreeMap<>();
  private final SortedMap<PartKey, StoredPart> parts = new TreeMap<>(PartKey.ORDER);
  private final Map<PartKey, SortedMap<DeviceId, String>> participants = new HashMap<>();
  private final SortedMap<DeviceId, StoredDeviceRecord> registry = new TreeMap<>();
  private final SortedMap<String, StoredFile> files = new TreeMap<>();
  private final SortedMap<String, StoredMulticastGroup> multicastGroups = new TreeMap<>();
  private final SortedMap<String, Set<DeviceId>> deviceSets = new TreeMap<>();

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
  public int nextSessionCnt(DeviceId device, int fragIndex) {
    return sessionCnts.getOrDefault(new Numbered(device, fragIndex), 0);
  }

  @Override
  public void saveNextSessionCnt(DeviceId device, int fragIndex, int next) {
    sessionCnts.put(new Numbered(device, fragIndex), next);
  }

  @Override
  public List<StoredCampaign> campaigns() {
    return List.copyOf(campaigns.values());
  }

  @Override
  public void save(StoredCampaign campaign) {
    campaigns.put(campaign.id(), campaign);
  }

  @Override
  public long nextCampaignId() {
    return campaigns.isEmpty() ? 1 : campaigns.lastKey() + 1;
  }

  @Override
  public List<StoredPart> parts(long campaign) {
    return List.copyOf(
        parts.subMap(new PartKey(campaign, 0), new PartKey(campaign + 1, 0)).values());
  }

  @Override
  public void save(StoredPart part) {
    parts.put(new PartKey(part.campaign(), part.part()), part);
  }

  @Override
  public void saveParticipant(long campaign, int part, DeviceId device, String state) {
    participants
        .computeIfAbsent(new PartKey(campaign, part), key -> new TreeMap<>())
        .put(device, state);
  }

  @Override
  public Map<DeviceId, String> participants(long campaign, int part) {
    return new TreeMap<>(participants.getOrDefault(new PartKey(campaign, part), new TreeMap<>()));
  }

  @Override
  public List<StoredDeviceRecord> registry() {
    return List.copyOf(registry.values());
  }

  @Override
  public void save(StoredDeviceRecord device) {
    registry.put(device.device(), device);
  }

  @Override
  public void remove(DeviceId device) {
    registry.remove(device);
  }

  @Override
  public List<StoredFile.Entry> files() {
    return files.values().stream()
        .map(file -> new StoredFile.Entry(file.sha256(), file.name(), file.content().length()))
        .toList();
  }

  @Override
  public Optional<StoredFile> file(String sha256) {
    return Optional.ofNullable(files.get(sha256));
  }

  @Override
  public void save(StoredFile file) {
    files.put(file.sha256(), file);
  }

  @Override
  public List<StoredMulticastGroup> groups() {
    return List.copyOf(multicastGroups.values());
  }

  @Override
  public void save(StoredMulticastGroup group) {
    multicastGroups.put(group.name(), group);
  }

  @Override
  public Map<String, Set<DeviceId>> deviceSets() {
    return new TreeMap<>(deviceSets);
  }

  @Override
  public void saveDeviceSet(String name, Set<DeviceId> members) {
    deviceSets.put(name, Collections.unmodifiableSet(new TreeSet<>(members)));
  }

  @Override
  public void removeDeviceSet(String name) {
    deviceSets.remove(name);
  }

  @Override
  public void commit() {}
}
